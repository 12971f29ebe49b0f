import { and, eq, type SQL, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Exchange, Outcome } from "#connectors/connector.ts";
import { db, type Transaction } from "#db/client.ts";
import { databaseClock, later } from "#db/clock.ts";
import { attempts, deliveries, destinations } from "#db/schema.ts";
import { holdDeliveries } from "#features/deliveries/hold-deliveries.ts";
import { heldBy, type Lease } from "#features/deliveries/lease.ts";
import { askedWait, waitBeforeNextTry } from "#features/deliveries/retry-schedule.ts";
import { storableOutcome } from "#features/deliveries/storable-outcome.ts";
import { triesOfRound } from "#features/deliveries/tries-of-round.ts";
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

export type RecordResult =
  | { ok: true; state: "delivered" | "queued" | "held" | "failed" }
  | { ok: false; code: "lease_lost" };

/**
 * Writes down a try and what follows from it, both or neither. A worker whose lease went to another writes nothing:
 * the other's record stands.
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
    const destination = outcome.kind === "delivered" ? null : await lockDestination(tx, lease);
    const [delivery] = await tx
      .select({ number: deliveries.attemptCount, trigger: deliveries.nextTrigger })
      .from(deliveries)
      .where(heldBy(lease))
      .for("update");
    if (!delivery) return { ok: false, code: "lease_lost" };

    const tries = await triesOfRound(tx, { ...lease, ...delivery });
    const wait = waitBeforeNextTry(tries, attempt.askedWaitMs, random);
    const state = nextState(outcome, wait, destination?.state === "paused");

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
        leaseToken: null,
        leaseUntil: null,
        mappingVersion: attempt.mappingVersion,
        updatedAt: clock,
        ...traceOf(outcome, clock),
      })
      .where(heldBy(lease));

    if (outcome.kind === "pause" && destination) await pause(tx, destination, outcome, clock);
    if (outcome.kind === "retry" && outcome.throttle && destination) {
      await throttle(tx, destination, later(clock, wait ?? askedWait(attempt.askedWaitMs)));
    }
    return { ok: true, state };
  });
}

type DestinationKey = { workspaceId: string; id: string };

async function lockDestination(tx: Transaction, lease: Lease) {
  const [destination] = await tx
    .select({ workspaceId: destinations.workspaceId, id: destinations.id, state: destinations.state })
    .from(destinations)
    .innerJoin(
      deliveries,
      and(
        eq(deliveries.workspaceId, destinations.workspaceId),
        eq(deliveries.destinationId, destinations.id),
        eq(deliveries.id, lease.id),
      ),
    )
    .where(eq(destinations.workspaceId, lease.workspaceId))
    .for("no key update", { of: destinations });
  return destination;
}

function nextState(outcome: Outcome, wait: number | null, isPaused: boolean) {
  switch (outcome.kind) {
    case "delivered":
      return "delivered";
    case "reject":
      return "failed";
    case "pause":
      return "held";
    case "retry":
      if (wait === null) return "failed";
      return isPaused ? "held" : "queued";
  }
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

/** A destination that a person has paused stays theirs. */
async function pause(
  tx: Transaction,
  destination: DestinationKey,
  { cause, code, message }: Extract<Outcome, { kind: "pause" }>,
  clock: SQL<Date>,
): Promise<void> {
  await tx
    .update(destinations)
    .set({ state: "paused", pauseReason: { cause, code, message }, pausedAt: clock })
    .where(and(isDestination(destination), eq(destinations.state, "active")));
  await holdDeliveries(tx, destination, clock);
}

async function throttle(tx: Transaction, destination: DestinationKey, until: SQL<Date>): Promise<void> {
  await tx
    .update(destinations)
    .set({ nextAllowedAt: sql`greatest(${destinations.nextAllowedAt}, ${until})` })
    .where(isDestination(destination));
}

function isDestination({ workspaceId, id }: DestinationKey) {
  return and(eq(destinations.workspaceId, workspaceId), eq(destinations.id, id));
}
