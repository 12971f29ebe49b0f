import { and, desc, eq, gt, lt, type SQL } from "drizzle-orm";
import { v7 } from "uuid";
import { db, type Transaction } from "#db/client.ts";
import { databaseClock } from "#db/clock.ts";
import { attempts, deliveries } from "#db/schema.ts";
import { findDestination } from "#features/deliveries/find-destination.ts";
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
  const lost = await db
    .select({ workspaceId: deliveries.workspaceId, id: deliveries.id })
    .from(deliveries)
    .where(isLost(clock))
    .limit(BATCH);
  for (const delivery of lost) await db.transaction((tx) => recover(tx, delivery, clock));
  return lost.length;
}

function isLost(clock: SQL<Date>) {
  return and(eq(deliveries.state, "sending"), lt(deliveries.leaseUntil, clock));
}

async function recover(tx: Transaction, key: { workspaceId: string; id: string }, clock: SQL<Date>): Promise<void> {
  // Nobody reopens the destination meanwhile, or what is held here would never be released.
  const destination = await findDestination(tx, key, "share");
  const isDelivery = and(eq(deliveries.workspaceId, key.workspaceId), eq(deliveries.id, key.id));
  const [delivery] = await tx
    .select({ number: deliveries.attemptCount, trigger: deliveries.nextTrigger })
    .from(deliveries)
    .where(and(isDelivery, isLost(clock)))
    .for("update", { skipLocked: true });
  if (!delivery) return;

  const isPoison = (await crashesInARow(tx, { ...key, ...delivery })) >= MOST_CRASHES;
  await tx.insert(attempts).values({
    workspaceId: key.workspaceId,
    id: v7(),
    deliveryId: key.id,
    ...delivery,
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
      handledAt: null,
      handledBy: null,
      beforeReplay: null,
      updatedAt: clock,
      ...(isPoison ? NEEDS_A_PERSON : dueAgain(destination?.state === "paused", clock)),
    })
    .where(isDelivery);
}

function dueAgain(isPaused: boolean, clock: SQL<Date>) {
  return isPaused
    ? ({ state: "held", nextAttemptAt: null } as const)
    : ({ state: "queued", nextAttemptAt: clock } as const);
}

const NEEDS_A_PERSON = {
  state: "failed",
  nextAttemptAt: null,
  resendValues: null,
  lastProblem: {
    code: "crashed",
    message: `Buzón stopped ${MOST_CRASHES} times in a row while sending this lead`,
  },
} as const;

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
