import { and, desc, eq, ne } from "drizzle-orm";
import { db } from "#db/client.ts";
import { leads, receipts } from "#db/schema.ts";
import { isFromOutside } from "#features/endpoints/own-test-lead.ts";
import type { Session } from "#features/people/session.ts";

/**
 * The newest request that somebody else made to an endpoint and that has been looked at; `lead` is null when it could
 * not be read.
 */
export async function latestArrival(session: Session, endpointId: string) {
  const [newest] = await db
    .select({
      id: receipts.id,
      receivedAt: receipts.receivedAt,
      lead: { number: leads.number, isTest: leads.isTest },
    })
    .from(receipts)
    .leftJoin(leads, and(eq(leads.workspaceId, receipts.workspaceId), eq(leads.id, receipts.leadId)))
    .where(
      and(
        eq(receipts.workspaceId, session.workspaceId),
        eq(receipts.endpointId, endpointId),
        ne(receipts.state, "pending"),
        isFromOutside(),
      ),
    )
    .orderBy(desc(receipts.receivedAt), desc(receipts.id))
    .limit(1);
  return newest ?? null;
}

export type Arrival = NonNullable<Awaited<ReturnType<typeof latestArrival>>>;
