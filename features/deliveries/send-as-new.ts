import { v7 } from "uuid";
import { databaseClock } from "#db/clock.ts";
import { deliveries } from "#db/schema.ts";
import { auditDelivery, byHand, isDelivery, type LockedDelivery } from "#features/deliveries/by-hand.ts";
import type { SendRefusal } from "#features/deliveries/replay-delivery.ts";
import type { Session } from "#features/people/session.ts";

export type SendAsNewResult = { ok: true; deliveryId: string } | { ok: false; code: SendRefusal };

/**
 * Makes another delivery of the same lead to the same destination, with an id of its own: a second record wherever the
 * destination goes by our ids. `seenCopy` is the newest copy the person knew of, so that a second click makes none. A
 * failure that is sent as new counts as dealt with.
 */
export async function sendAsNew(
  session: Session,
  deliveryId: string,
  seenCopy: number,
  now?: Date,
): Promise<SendAsNewResult> {
  const id = v7();
  const result = await byHand<SendRefusal>(session, deliveryId, async (tx, delivery) => {
    const refusal = REFUSALS[delivery.state];
    if (refusal) return refusal;
    if (delivery.isDestinationPaused) return "destination_paused";

    const clock = databaseClock(now);
    const { leadId, destinationId, personKey } = delivery;
    const made = await tx
      .insert(deliveries)
      .values({
        workspaceId: session.workspaceId,
        id,
        leadId,
        destinationId,
        personKey,
        copy: seenCopy + 1,
        state: "queued",
        nextTrigger: "replay",
        nextAttemptAt: clock,
      })
      .onConflictDoNothing()
      .returning({ id: deliveries.id });
    if (made.length === 0) return "changed";
    if (delivery.state === "failed") {
      await tx
        .update(deliveries)
        .set({ handledAt: clock, handledBy: session.userId })
        .where(isDelivery(session.workspaceId, deliveryId));
    }
    await auditDelivery(tx, session, "delivery.sent_as_new", delivery, { newDeliveryId: id });
    return null;
  });
  return result.ok ? { ok: true, deliveryId: id } : result;
}

const REFUSALS: Partial<Record<LockedDelivery["state"], SendRefusal>> = {
  sending: "sending",
  queued: "waiting",
  held: "waiting",
  skipped: "skipped",
};
