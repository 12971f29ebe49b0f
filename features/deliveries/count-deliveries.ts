import { and, eq, inArray, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { deliveries } from "#db/schema.ts";
import { WAITING_STATES } from "#features/deliveries/list-deliveries.ts";
import type { Session } from "#features/people/session.ts";

/** How many deliveries wait (queued, sending, on hold) and how many need a person. */
export async function countDeliveries(session: Session): Promise<{ waiting: number; failed: number }> {
  const [counts] = await db
    .select({
      waiting: sql<number>`count(*) filter (where ${deliveries.state} <> 'failed')`.mapWith(Number),
      failed: sql<number>`count(*) filter (where ${deliveries.state} = 'failed')`.mapWith(Number),
    })
    .from(deliveries)
    .where(
      and(eq(deliveries.workspaceId, session.workspaceId), inArray(deliveries.state, [...WAITING_STATES, "failed"])),
    );
  return counts ?? { waiting: 0, failed: 0 };
}
