"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { cancelDelivery, uncancelDelivery } from "#features/deliveries/cancel-delivery.ts";
import { type CancelReplayResult, cancelReplay } from "#features/deliveries/cancel-replay.ts";
import { deliveryFilter } from "#features/deliveries/delivery-filter.ts";
import {
  type FailureScope,
  type HandleResult,
  handleFailures,
  type ReopenResult,
  reopenFailures,
} from "#features/deliveries/handle-failures.ts";
import { type PlanResult, planReplay } from "#features/deliveries/plan-replay.ts";
import { previewReplay, type ReplayPreview } from "#features/deliveries/preview-replay.ts";
import {
  type ReplayMode,
  replayDelivery,
  type SendResult,
  tryDeliveryNow,
} from "#features/deliveries/replay-delivery.ts";
import { type ReplayScope, replayScope } from "#features/deliveries/replay-scope.ts";
import { type SendAsNewResult, sendAsNew } from "#features/deliveries/send-as-new.ts";
import { type ReplayOrder, replayOrder, type StartResult, startReplay } from "#features/deliveries/start-replay.ts";
import { requireSession } from "#features/people/require-session.ts";

const deliveryId = z.uuid();
const replayId = z.uuid();
const count = z.number().int().min(0);
const replayOptions = z.strictObject({ mode: replayOrder.shape.mode.optional(), seenTries: count.optional() });

const failureScope = z.union([
  z.strictObject({ deliveryId }),
  z.strictObject({ filter: deliveryFilter.omit({ tab: true }) }),
]);
const handledScope = z.union([z.strictObject({ deliveryId }), z.strictObject({ handledAt: z.date() })]);

/** Queues a settled delivery once more: the same record at the destination, never a second one. */
export async function sendAgainAction(
  id: string,
  options: { mode?: ReplayMode; seenTries?: number } = {},
): Promise<SendResult> {
  return shown(await replayDelivery(await requireSession(), deliveryId.parse(id), replayOptions.parse(options)));
}

/** What sending it again with the current mapping would send. */
export async function previewReplayAction(id: string): Promise<ReplayPreview | null> {
  return previewReplay(await requireSession(), deliveryId.parse(id));
}

/** Brings the next try of a waiting delivery forward to now. */
export async function tryNowAction(id: string): Promise<SendResult> {
  return shown(await tryDeliveryNow(await requireSession(), deliveryId.parse(id)));
}

/** Makes a second delivery, and with it a second record. */
export async function sendAsNewAction(id: string, seenCopy: number): Promise<SendAsNewResult> {
  return shown(await sendAsNew(await requireSession(), deliveryId.parse(id), count.parse(seenCopy)));
}

export async function cancelDeliveryAction(id: string): Promise<SendResult> {
  return shown(await cancelDelivery(await requireSession(), deliveryId.parse(id)));
}

export async function uncancelDeliveryAction(id: string): Promise<SendResult> {
  return shown(await uncancelDelivery(await requireSession(), deliveryId.parse(id)));
}

export async function handleFailuresAction(scope: FailureScope): Promise<HandleResult> {
  return shown(await handleFailures(await requireSession(), failureScope.parse(scope)));
}

export async function reopenFailuresAction(scope: z.input<typeof handledScope>): Promise<ReopenResult> {
  return shown(await reopenFailures(await requireSession(), handledScope.parse(scope)));
}

/** What a bulk replay would do; changes nothing. */
export async function planReplayAction(scope: ReplayScope): Promise<PlanResult> {
  return planReplay(await requireSession(), replayScope.parse(scope));
}

export async function startReplayAction(order: ReplayOrder): Promise<StartResult> {
  return shown(await startReplay(await requireSession(), replayOrder.parse(order)));
}

export async function cancelReplayAction(id: string): Promise<CancelReplayResult> {
  return shown(await cancelReplay(await requireSession(), replayId.parse(id)));
}

function shown<Result extends { ok: boolean }>(result: Result): Result {
  if (result.ok) revalidatePath("/", "layout");
  return result;
}
