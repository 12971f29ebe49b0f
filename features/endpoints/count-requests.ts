import { and, eq, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { receipts } from "#db/schema.ts";
import { hasResult } from "#features/endpoints/list-requests.ts";
import type { RequestResult } from "#features/endpoints/request-result.ts";
import type { Count } from "#features/leads/count-leads.ts";
import { COUNT_LIMIT } from "#features/leads/newest-leads.ts";
import type { Session } from "#features/people/session.ts";

/** How many requests to an endpoint came to what, each up to COUNT_LIMIT. */
export async function countRequests(session: Session, endpointId: string): Promise<Record<RequestResult, Count>> {
  const counted = (result: RequestResult) =>
    db.select({ count: sql<number>`count(*)::int`.as("count") }).from(
      db
        .select({ id: receipts.id })
        .from(receipts)
        .where(
          and(eq(receipts.workspaceId, session.workspaceId), eq(receipts.endpointId, endpointId), hasResult(result)),
        )
        .limit(COUNT_LIMIT + 1)
        .as("some_receipts"),
    );
  const [accepted, repeat, rejected] = await Promise.all([counted("accepted"), counted("repeat"), counted("rejected")]);
  return { accepted: toCount(accepted), repeat: toCount(repeat), rejected: toCount(rejected) };
}

function toCount([row]: { count: number }[]): Count {
  const count = row?.count ?? 0;
  return { count: Math.min(count, COUNT_LIMIT), isMore: count > COUNT_LIMIT };
}
