import { and, eq, lt, type SQL, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Exchange, Outcome } from "#connectors/connector.ts";
import { db, type Transaction } from "#db/client.ts";
import { databaseClock, later } from "#db/clock.ts";
import { attempts, deliveries, destinations } from "#db/schema.ts";
import { type FoundDestination, findDestination } from "#features/deliveries/find-destination.ts";
import { isDestination } from "#features/deliveries/hold-destination.ts";
import { judgeTry, type Verdict } from "#features/deliveries/judge-try.ts";
import { heldBy, type Lease } from "#features/deliveries/lease.ts";
import { moveCircuit } from "#features/deliveries/move-circuit.ts";
import { overloadWait, waitBeforeNextTry } from "#features/deliveries/retry-schedule.ts";
import { skipAfterTry } from "#features/deliveries/skip-flagged.ts";
import { storableOutcome } from "#features/deliveries/storable-outcome.ts";
import { type Trigger, triesOfRound } from "#features/deliveries/tries-of-round.ts";
import { storableJson } from "#features/intake/storable.ts";
import type { FieldIssue } from "#features/mappings/map-lead.ts";

export type FinishedAttempt = {
  outcome: Outcome;
  /** What the destination asked to wait, measured on the worker's clock; 0 when it did not ask. */
  askedWaitMs: number;
  durationMs: number;
  mappingVersion: number | null;
  /** By destination field, as they were sent; null when it did not come to sending. */
  values: Record<string, unknown> | null;
  warnings: FieldIssue[];
  exchanges: Exchange[];
};

export type RecordResult = { ok: true; state: Verdict["state"] } | { ok: false; code: "lease_lost" };

/**
 * Writes down a try and what follows from it for the lead and for the destination, all or nothing. A worker whose lease
 * went to another writes nothing: the other's record stands.
 */
export async function recordAttempt(
  lease: Lease,
  attempt: FinishedAttempt,
  { now, random = Math.random }: { now?: () => Date; random?: () => number } = {},
): Promise<RecordResult> {
  const outcome = storableOutcome(attempt.outcome);
  const clock = databaseClock(now?.());
  return db.transaction(async (tx) => {
    // The destination before its deliveries: pausing and claiming lock them in this order too.
    const destination = await lockIfItChanges(tx, lease, outcome);
    const [delivery] = await tx
      .select({ number: deliveries.attemptCount, trigger: deliveries.nextTrigger })
      .from(deliveries)
      .where(heldBy(lease))
      .for("update");
    if (!destination || !delivery) return { ok: false, code: "lease_lost" };

    const wait = await waitAfter(tx, { ...lease, ...delivery }, outcome, attempt.askedWaitMs, random);
    const { state, move } = judgeTry(destination, {
      deliveryId: lease.id,
      outcome,
      isProbe: lease.isProbe ?? false,
      wasSent: attempt.values !== null,
      mayRetry: wait !== null,
      wasRefusedBefore: await wasRefusedBefore(tx, { ...lease, ...delivery }, outcome),
    });

    await tx.insert(attempts).values({
      workspaceId: lease.workspaceId,
      id: v7(),
      deliveryId: lease.id,
      ...delivery,
      outcome: outcome.kind,
      ...(outcome.kind !== "delivered" && { code: outcome.code, message: outcome.message }),
      warnings: allWarnings(attempt.warnings, outcome),
      mappingVersion: attempt.mappingVersion,
      values: attempt.values,
      exchanges: attempt.exchanges.map((exchange) => storableJson(exchange)),
      startedAt: later(clock, -attempt.durationMs),
      durationMs: attempt.durationMs,
    });
    await tx
      .update(deliveries)
      .set({
        state,
        nextAttemptAt: state === "queued" && wait !== null ? later(clock, wait) : null,
        nextTrigger: "auto",
        handledAt: null,
        handledBy: null,
        beforeReplay: null,
        leaseToken: null,
        leaseUntil: null,
        mappingVersion: attempt.mappingVersion,
        // "As sent" is asked until it is answered: retries and what is held send the same, whatever follows maps anew.
        ...((state === "failed" || isAnswer(outcome)) && { resendValues: null }),
        updatedAt: clock,
        ...traceOf(outcome, clock),
      })
      .where(heldBy(lease));

    if (state !== "delivered") await skipAfterTry(tx, lease);
    if (outcome.kind === "retry" && outcome.throttle) {
      await throttle(tx, destination, later(clock, overloadWait(attempt.askedWaitMs)));
    }
    await moveCircuit(tx, destination, move, clock);
    return { ok: true, state };
  });
}

function isAnswer({ kind }: Outcome): boolean {
  return kind === "delivered" || kind === "reject";
}

/** A lead that arrives where nothing was wrong changes nothing there, so that many can arrive at once. */
async function lockIfItChanges(tx: Transaction, lease: Lease, outcome: Outcome): Promise<FoundDestination | undefined> {
  if (outcome.kind === "delivered" && !lease.isProbe) {
    const found = await findDestination(tx, lease);
    if (!found?.strikes && !found?.brokenSince) return found;
  }
  return findDestination(tx, lease, "no key update");
}

type RunningTry = { workspaceId: string; id: string; number: number; trigger: Trigger };

/** Milliseconds; null when nothing is left to wait for. */
async function waitAfter(
  tx: Transaction,
  running: RunningTry,
  outcome: Outcome,
  askedMs: number,
  random: () => number,
): Promise<number | null> {
  return outcome.kind === "retry" ? waitBeforeNextTry(await triesOfRound(tx, running), askedMs, random) : null;
}

async function wasRefusedBefore(tx: Transaction, { workspaceId, id, number }: RunningTry, outcome: Outcome) {
  if (outcome.kind !== "reject" || number === 1) return false;
  const earlier = await tx
    .select({ number: attempts.number })
    .from(attempts)
    .where(
      and(
        eq(attempts.workspaceId, workspaceId),
        eq(attempts.deliveryId, id),
        eq(attempts.outcome, "reject"),
        eq(attempts.code, outcome.code),
        lt(attempts.number, number),
      ),
    )
    .limit(1);
  return earlier.length > 0;
}

/** What a delivery keeps of its last try. */
function traceOf(outcome: Outcome, clock: SQL<Date>) {
  if (outcome.kind === "delivered") {
    const { externalId = null, url: externalUrl = null } = outcome;
    return { deliveredAt: clock, externalId, externalUrl, previousUnknown: false, lastProblem: null };
  }
  const { code, message } = outcome;
  const fields = outcome.kind === "reject" ? outcome.fields : undefined;
  // Once an answer was lost the record may exist, until a try succeeds: a later clear "no" does not undo it.
  const isUnknown = outcome.kind === "retry" && outcome.unknown;
  return { lastProblem: { code, message, ...(fields && { fields }) }, ...(isUnknown && { previousUnknown: true }) };
}

/** The destination's own warnings are sentences, ours are codes. */
function allWarnings(warnings: FieldIssue[], outcome: Outcome): unknown[] {
  const said = outcome.kind === "delivered" ? (outcome.warnings ?? []) : [];
  return [...warnings, ...said.map((text) => ({ code: "said", values: { text } }))];
}

async function throttle(tx: Transaction, destination: FoundDestination, until: SQL<Date>): Promise<void> {
  await tx
    .update(destinations)
    .set({ nextAllowedAt: sql`greatest(${destinations.nextAllowedAt}, ${until})` })
    .where(isDestination(destination));
}
