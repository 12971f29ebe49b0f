import { or, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { databaseClock } from "#db/clock.ts";
import { deliveries } from "#db/schema.ts";
import { heldBy, type Lease } from "#features/deliveries/lease.ts";

/**
 * For a worker that stops: what it could not finish is due again at once, for another worker, and the try does not
 * count. It may still have reached the destination.
 */
export async function handBackLeases(leases: Lease[], now?: Date): Promise<void> {
  if (leases.length === 0) return;
  const clock = databaseClock(now);
  await db
    .update(deliveries)
    .set({
      state: "queued",
      leaseToken: null,
      leaseUntil: null,
      nextAttemptAt: clock,
      attemptCount: sql`${deliveries.attemptCount} - 1`,
      previousUnknown: true,
      updatedAt: clock,
    })
    .where(or(...leases.map(heldBy)));
}
