import { and, inArray, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { deliveries } from "#db/schema.ts";
import { deliveryConditions, isOpenFailure, WAITING_STATES } from "#features/deliveries/delivery-conditions.ts";
import type { DeliveryFilter } from "#features/deliveries/delivery-filter.ts";
import type { Session } from "#features/people/session.ts";

/** How many deliveries wait (queued, sending, on hold) and how many need a person, of those the filter asks for. */
export async function countDeliveries(
  session: Pick<Session, "workspaceId">,
  filter: Omit<DeliveryFilter, "tab"> = {},
): Promise<{ waiting: number; failed: number }> {
  const [counts] = await db
    .select({
      waiting: sql<number>`count(*) filter (where ${deliveries.state} <> 'failed')`.mapWith(Number),
      failed: sql<number>`count(*) filter (where ${isOpenFailure})`.mapWith(Number),
    })
    .from(deliveries)
    .where(
      and(
        deliveryConditions(session.workspaceId, { ...filter, tab: "all" }),
        inArray(deliveries.state, [...WAITING_STATES, "failed"]),
      ),
    );
  return counts ?? { waiting: 0, failed: 0 };
}
