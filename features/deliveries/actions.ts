"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { replayDelivery, type SendResult, tryDeliveryNow } from "#features/deliveries/replay-delivery.ts";
import { requireSession } from "#features/people/require-session.ts";

const deliveryId = z.uuid();

/** Queues a settled delivery once more: the same record at the destination, never a second one. */
export async function sendAgainAction(id: string): Promise<SendResult> {
  return shown(await replayDelivery(await requireSession(), deliveryId.parse(id)));
}

/** Brings the next try of a waiting delivery forward to now. */
export async function tryNowAction(id: string): Promise<SendResult> {
  return shown(await tryDeliveryNow(await requireSession(), deliveryId.parse(id)));
}

function shown(result: SendResult): SendResult {
  if (result.ok) revalidatePath("/", "layout");
  return result;
}
