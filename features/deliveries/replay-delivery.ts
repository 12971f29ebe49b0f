import { and, desc, eq, isNotNull } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { databaseClock } from "#db/clock.ts";
import { attempts, deliveries, type deliveryState, type replayMode } from "#db/schema.ts";
import { auditDelivery, byHand, isDelivery, type LockedDelivery } from "#features/deliveries/by-hand.ts";
import type { Session } from "#features/people/session.ts";

export type SendRefusal =
  | "forbidden"
  | "not_found"
  | "sending"
  | "waiting"
  | "not_waiting"
  | "not_cancelled"
  | "skipped"
  /** Nobody has said that a lead the destination has is to be sent there once more. */
  | "delivered"
  /** It was tried since the person looked. */
  | "changed"
  /** "As sent" of what never came to sending. */
  | "never_sent"
  | "destination_paused";

export type SendResult = { ok: true } | { ok: false; code: SendRefusal };

type State = (typeof deliveryState.enumValues)[number];

/** `as_sent`: the values of the last try that sent any. `current`: mapped anew with the version that is live. */
export type ReplayMode = (typeof replayMode.enumValues)[number];

export type ReplayOptions = {
  mode?: ReplayMode;
  /**
   * How many tries the person saw who asks. A delivered lead is sent again only with it, because only somebody who saw
   * that it is delivered can want that; and whatever was tried since then is refused, so that a second click is none.
   */
  seenTries?: number;
  now?: Date;
};

/**
 * Sends a settled delivery once more. It stays the same delivery, whose id is the record's at the destination: where
 * the destination knows such ids, there is never a second record.
 */
export function replayDelivery(
  session: Session,
  deliveryId: string,
  { mode = "current", seenTries, now }: ReplayOptions = {},
): Promise<SendResult> {
  return byHand(session, deliveryId, async (tx, delivery) => {
    const refusal = refusalToReplay(delivery, seenTries);
    if (refusal) return refusal;
    const sent = mode === "as_sent" ? await lastSent(tx, session.workspaceId, deliveryId) : NOTHING;
    if (!sent) return "never_sent";

    const clock = databaseClock(now);
    await tx
      .update(deliveries)
      .set({
        state: "queued",
        nextTrigger: "replay",
        nextAttemptAt: clock,
        updatedAt: clock,
        beforeReplay: null,
        ...sent,
      })
      .where(isDelivery(session.workspaceId, deliveryId));
    await auditDelivery(tx, session, "delivery.replayed", delivery, { mode });
    return null;
  });
}

/** Does not let a waiting delivery wait for its time. */
export function tryDeliveryNow(session: Session, deliveryId: string, now?: Date): Promise<SendResult> {
  return byHand(session, deliveryId, async (tx, delivery) => {
    const refusal = TRY_NOW_REFUSALS[delivery.state];
    if (refusal) return refusal;
    if (delivery.isDestinationPaused) return "destination_paused";

    const clock = databaseClock(now);
    await tx
      .update(deliveries)
      .set({ state: "queued", nextTrigger: "replay", nextAttemptAt: clock, updatedAt: clock, beforeReplay: null })
      .where(isDelivery(session.workspaceId, deliveryId));
    await auditDelivery(tx, session, "delivery.tried_now", delivery);
    return null;
  });
}

const NOTHING = { resendValues: null };

const REPLAY_REFUSALS: Partial<Record<State, SendRefusal>> = {
  sending: "sending",
  queued: "waiting",
  skipped: "skipped",
};

const TRY_NOW_REFUSALS: Partial<Record<State, SendRefusal>> = {
  sending: "sending",
  delivered: "not_waiting",
  failed: "not_waiting",
  cancelled: "not_waiting",
  skipped: "not_waiting",
};

function refusalToReplay(delivery: LockedDelivery, seenTries: number | undefined): SendRefusal | null {
  const refusal = REPLAY_REFUSALS[delivery.state];
  if (refusal) return refusal;
  if (delivery.isDestinationPaused) return "destination_paused";
  if (seenTries === undefined) return delivery.state === "delivered" ? "delivered" : null;
  return seenTries === delivery.attemptCount ? null : "changed";
}

/** The values of the last try that came to sending, with the version that made them. */
async function lastSent(tx: Transaction, workspaceId: string, deliveryId: string) {
  const [sent] = await tx
    .select({ resendValues: attempts.values, mappingVersion: attempts.mappingVersion })
    .from(attempts)
    .where(and(eq(attempts.workspaceId, workspaceId), eq(attempts.deliveryId, deliveryId), isNotNull(attempts.values)))
    .orderBy(desc(attempts.number))
    .limit(1);
  return sent ?? null;
}
