import { and, eq, type SQL } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { deliveries } from "#db/schema.ts";

/** Keeps what waits for a paused destination until somebody resumes it. The caller holds the destination's row lock. */
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

/** Queues them again, all due at once: the destination's limits and the order of arrival decide what goes first. */
export async function releaseDeliveries(
  tx: Transaction,
  destination: { workspaceId: string; id: string },
  clock: SQL<Date>,
): Promise<void> {
  await tx
    .update(deliveries)
    .set({ state: "queued", nextAttemptAt: clock, nextTrigger: "release", updatedAt: clock })
    .where(and(ofDestination(destination), eq(deliveries.state, "held")));
}

function ofDestination({ workspaceId, id }: { workspaceId: string; id: string }) {
  return and(eq(deliveries.workspaceId, workspaceId), eq(deliveries.destinationId, id));
}
