import { and, eq } from "drizzle-orm";
import { v7 } from "uuid";
import { db, type Transaction } from "#db/client.ts";
import { databaseClock } from "#db/clock.ts";
import { auditEvents, deliveries, type deliveryState, destinations } from "#db/schema.ts";
import { announceWork } from "#db/work-signal.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import type { Session } from "#features/people/session.ts";

export type SendResult =
  | { ok: true }
  | {
      ok: false;
      code: "forbidden" | "not_found" | "sending" | "waiting" | "not_waiting" | "skipped" | "destination_paused";
    };

type State = (typeof deliveryState.enumValues)[number];

/**
 * Sends a settled delivery once more, mapped with the current version. It stays the same delivery, whose id is the
 * record's at the destination: where the destination knows such ids, there is never a second record.
 */
export function replayDelivery(session: Session, deliveryId: string, now?: Date): Promise<SendResult> {
  return queueByHand(session, deliveryId, "delivery.replayed", REPLAY_REFUSALS, now);
}

/** Does not let a waiting delivery wait for its time. */
export function tryDeliveryNow(session: Session, deliveryId: string, now?: Date): Promise<SendResult> {
  return queueByHand(session, deliveryId, "delivery.tried_now", TRY_NOW_REFUSALS, now);
}

type Refusals = Partial<Record<State, Extract<SendResult, { ok: false }>["code"]>>;

const REPLAY_REFUSALS: Refusals = { sending: "sending", queued: "waiting", skipped: "skipped" };

const TRY_NOW_REFUSALS: Refusals = {
  sending: "sending",
  delivered: "not_waiting",
  failed: "not_waiting",
  cancelled: "not_waiting",
  skipped: "not_waiting",
};

async function queueByHand(
  session: Session,
  deliveryId: string,
  action: string,
  refusals: Refusals,
  now: Date | undefined,
): Promise<SendResult> {
  if (!mayChangeForwarding(session)) return { ok: false, code: "forbidden" };
  const { workspaceId, userId } = session;
  const clock = databaseClock(now);
  const result = await db.transaction(async (tx): Promise<SendResult> => {
    const delivery = await lockDelivery(tx, workspaceId, deliveryId);
    if (!delivery) return { ok: false, code: "not_found" };
    const refusal = refusals[delivery.state];
    if (refusal) return { ok: false, code: refusal };
    if (delivery.destinationState === "paused") return { ok: false, code: "destination_paused" };

    await tx
      .update(deliveries)
      .set({ state: "queued", nextTrigger: "replay", nextAttemptAt: clock, updatedAt: clock })
      .where(and(eq(deliveries.workspaceId, workspaceId), eq(deliveries.id, deliveryId)));
    const { leadId, destinationId } = delivery;
    await tx
      .insert(auditEvents)
      .values({ workspaceId, id: v7(), userId, action, details: { deliveryId, leadId, destinationId } });
    return { ok: true };
  });
  if (result.ok) await announceWork();
  return result;
}

async function lockDelivery(tx: Transaction, workspaceId: string, deliveryId: string) {
  const [delivery] = await tx
    .select({
      state: deliveries.state,
      leadId: deliveries.leadId,
      destinationId: deliveries.destinationId,
      destinationState: destinations.state,
    })
    .from(deliveries)
    .innerJoin(
      destinations,
      and(eq(destinations.workspaceId, deliveries.workspaceId), eq(destinations.id, deliveries.destinationId)),
    )
    .where(and(eq(deliveries.workspaceId, workspaceId), eq(deliveries.id, deliveryId)))
    .for("update", { of: deliveries });
  return delivery;
}
