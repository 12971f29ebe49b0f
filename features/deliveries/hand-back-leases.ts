import { sql } from "drizzle-orm";
import { db, type Transaction } from "#db/client.ts";
import { databaseClock } from "#db/clock.ts";
import { deliveries } from "#db/schema.ts";
import { findDestination } from "#features/deliveries/find-destination.ts";
import { heldBy, type Lease } from "#features/deliveries/lease.ts";

/**
 * For a worker that stops: what it could not finish is due again at once, for another worker, and the try does not
 * count. It may still have reached the destination.
 */
export async function handBackLeases(leases: Lease[], now?: Date): Promise<void> {
  for (const lease of leases) await db.transaction((tx) => handBack(tx, lease, now));
}

async function handBack(tx: Transaction, lease: Lease, now?: Date): Promise<void> {
  const clock = databaseClock(now);
  // Nobody reopens the destination meanwhile, or what is held here would never be released.
  const destination = await findDestination(tx, lease, "share");
  const isPaused = destination?.state === "paused";
  await tx
    .update(deliveries)
    .set({
      state: isPaused ? "held" : "queued",
      nextAttemptAt: isPaused ? null : clock,
      leaseToken: null,
      leaseUntil: null,
      attemptCount: sql`${deliveries.attemptCount} - 1`,
      previousUnknown: true,
      updatedAt: clock,
    })
    .where(heldBy(lease));
}
