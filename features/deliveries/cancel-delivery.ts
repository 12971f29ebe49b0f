import { databaseClock } from "#db/clock.ts";
import { deliveries } from "#db/schema.ts";
import { auditDelivery, byHand, isDelivery } from "#features/deliveries/by-hand.ts";
import type { SendResult } from "#features/deliveries/replay-delivery.ts";
import type { Session } from "#features/people/session.ts";

/** Decides that a waiting delivery is not sent. When it was due stays on it, so that this can be taken back. */
export function cancelDelivery(session: Session, deliveryId: string, now?: Date): Promise<SendResult> {
  return byHand(session, deliveryId, async (tx, delivery) => {
    if (delivery.state === "sending") return "sending";
    if (delivery.state !== "queued" && delivery.state !== "held") return "not_waiting";
    await tx
      .update(deliveries)
      .set({ state: "cancelled", beforeReplay: null, updatedAt: databaseClock(now) })
      .where(isDelivery(session.workspaceId, deliveryId));
    await auditDelivery(tx, session, "delivery.cancelled", delivery);
    return null;
  });
}

/** Lets a cancelled delivery wait again as it did: for its time, or for its destination. */
export function uncancelDelivery(session: Session, deliveryId: string, now?: Date): Promise<SendResult> {
  return byHand(session, deliveryId, async (tx, delivery) => {
    if (delivery.state === "sending") return "sending";
    if (delivery.state !== "cancelled") return "not_cancelled";
    const clock = databaseClock(now);
    await tx
      .update(deliveries)
      .set({
        updatedAt: clock,
        ...(delivery.isDestinationPaused
          ? { state: "held", nextAttemptAt: null }
          : { state: "queued", nextAttemptAt: delivery.nextAttemptAt ?? clock }),
      })
      .where(isDelivery(session.workspaceId, deliveryId));
    await auditDelivery(tx, session, "delivery.uncancelled", delivery);
    return null;
  });
}
