import { and, eq, type SQL } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { deliveries } from "#db/schema.ts";

/** Keeps what waits for a paused destination until it goes on. The caller holds the destination's row lock. */
export async function holdDeliveries(
  tx: Transaction,
  destination: { workspaceId: string; id: string },
  clock: SQL<Date>,
): Promise<void> {
  await tx
    .update(deliveries)
    .set({ state: "held", nextAttemptAt: null, updatedAt: clock })
    .where(and(ofDestination(destination), eq(deliveries.state, "queued")));
}

/**
 * Queues them again and returns how many there were. All are due, and go out in the order of arrival at the pace of
 * claim-deliveries.ts: a destination that has just come back is not flooded.
 */
export async function releaseDeliveries(
  tx: Transaction,
  destination: { workspaceId: string; id: string },
  clock: SQL<Date>,
): Promise<number> {
  const released = await tx
    .update(deliveries)
    .set({ state: "queued", nextAttemptAt: clock, nextTrigger: "release", updatedAt: clock })
    .where(and(ofDestination(destination), eq(deliveries.state, "held")));
  return released.count;
}

function ofDestination({ workspaceId, id }: { workspaceId: string; id: string }) {
  return and(eq(deliveries.workspaceId, workspaceId), eq(deliveries.destinationId, id));
}
