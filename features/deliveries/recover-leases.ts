import { and, desc, eq, gt, lt } from "drizzle-orm";
import { v7 } from "uuid";
import { db, type Transaction } from "#db/client.ts";
import { databaseClock } from "#db/clock.ts";
import { attempts, deliveries } from "#db/schema.ts";
import { leaseMs } from "#features/deliveries/lease.ts";
import { type Trigger, triesOfRound } from "#features/deliveries/tries-of-round.ts";

/** A lead that ended its worker so many times in a row is taken to be the reason for it. */
export const MOST_CRASHES = 5;

const BATCH = 100;

/**
 * Takes over deliveries whose worker did not come back: each is due again at once, marked as perhaps delivered, and its
 * lost try is on record. Returns how many there were.
 */
export async function recoverLeases(now?: Date): Promise<number> {
  const clock = databaseClock(now);
  return db.transaction(async (tx) => {
    const lost = await tx
      .select({
        workspaceId: deliveries.workspaceId,
        id: deliveries.id,
        number: deliveries.attemptCount,
        trigger: deliveries.nextTrigger,
      })
      .from(deliveries)
      .where(and(eq(deliveries.state, "sending"), lt(deliveries.leaseUntil, clock)))
      .limit(BATCH)
      .for("update", { skipLocked: true });

    for (const delivery of lost) {
      const { workspaceId, id, number, trigger } = delivery;
      const isPoison = (await crashesInARow(tx, delivery)) >= MOST_CRASHES;
      await tx.insert(attempts).values({
        workspaceId,
        id: v7(),
        deliveryId: id,
        number,
        trigger,
        outcome: "retry",
        code: "interrupted",
        message: "Buzón stopped during this try, so its answer is not known",
        exchanges: [],
        startedAt: clock,
        durationMs: leaseMs(),
      });
      await tx
        .update(deliveries)
        .set({
          leaseToken: null,
          leaseUntil: null,
          previousUnknown: true,
          nextTrigger: "auto",
          updatedAt: clock,
          ...(isPoison
            ? { state: "failed", nextAttemptAt: null, lastProblem: CRASHED }
            : { state: "queued", nextAttemptAt: clock }),
        })
        .where(and(eq(deliveries.workspaceId, workspaceId), eq(deliveries.id, id)));
    }
    return lost.length;
  });
}

const CRASHED = { code: "crashed", message: `Buzón stopped ${MOST_CRASHES} times in a row while sending this lead` };

/** How many tries in a row, this one included, ended without a record since the round began. */
async function crashesInARow(
  tx: Transaction,
  delivery: { workspaceId: string; id: string; number: number; trigger: Trigger },
): Promise<number> {
  const tries = await triesOfRound(tx, delivery);
  const earlier = await tx
    .select({ code: attempts.code })
    .from(attempts)
    .where(
      and(
        eq(attempts.workspaceId, delivery.workspaceId),
        eq(attempts.deliveryId, delivery.id),
        gt(attempts.number, delivery.number - tries),
      ),
    )
    .orderBy(desc(attempts.number))
    .limit(MOST_CRASHES);
  const recorded = earlier.findIndex(({ code }) => code !== "interrupted");
  return 1 + (recorded === -1 ? earlier.length : recorded);
}
