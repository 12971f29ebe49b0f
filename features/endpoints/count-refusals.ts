import { and, eq, gte, inArray, or, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { endpoints, refusals } from "#db/schema.ts";
import type { RefusalReason } from "#features/intake/tally.ts";
import type { Session } from "#features/people/session.ts";

export type RefusalCounts = {
  /** More requests than the endpoint's rate allows. */
  rateLimited: { count: number; lastAt: Date } | null;
  /** Requests to this installation with a key that opens no endpoint, so they belong to none. */
  unknownKey: { count: number; lastAt: Date } | null;
};

/** How many requests were refused on the days (UTC) since `since`, of which nothing else is kept. */
export async function countRefusals(session: Session, endpointId: string, since: Date): Promise<RefusalCounts> {
  const ofWorkspace = db
    .select({ id: endpoints.id })
    .from(endpoints)
    .where(and(eq(endpoints.workspaceId, session.workspaceId), eq(endpoints.id, endpointId)));
  const counts = await db
    .select({
      reason: refusals.reason,
      count: sql<number>`sum(${refusals.count})::int`,
      lastAt: sql`max(${refusals.lastAt})`.mapWith(refusals.lastAt),
    })
    .from(refusals)
    .where(
      and(
        gte(refusals.day, since.toISOString().slice(0, 10)),
        or(inArray(refusals.endpointId, ofWorkspace), eq(refusals.reason, "unknown_key")),
      ),
    )
    .groupBy(refusals.reason);
  const of = (reason: RefusalReason) => {
    const found = counts.find((entry) => entry.reason === reason);
    return found ? { count: found.count, lastAt: found.lastAt } : null;
  };
  return { rateLimited: of("rate_limited"), unknownKey: of("unknown_key") };
}
