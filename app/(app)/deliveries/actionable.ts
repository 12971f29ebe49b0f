import type { DeliveryDetail } from "#features/deliveries/get-delivery.ts";

/** What the commands of a delivery need to know of it, without what was sent and answered. */
export type Actionable = Pick<
  DeliveryDetail,
  | "id"
  | "state"
  | "attemptCount"
  | "copy"
  | "newestCopy"
  | "destinationId"
  | "destinationName"
  | "isDestinationPaused"
  | "identity"
> & {
  isHandled: boolean;
  /** Queued for later than now. */
  waitsForItsTime: boolean;
};

export function actionable(delivery: DeliveryDetail, now: Date): Actionable {
  const { id, state, attemptCount, copy, newestCopy, destinationId, destinationName, identity } = delivery;
  const { isDestinationPaused, handledAt, nextAttemptAt } = delivery;
  return {
    id,
    state,
    attemptCount,
    copy,
    newestCopy,
    destinationId,
    destinationName,
    identity,
    isDestinationPaused,
    isHandled: handledAt !== null,
    waitsForItsTime: state === "queued" && nextAttemptAt !== null && nextAttemptAt > now,
  };
}
