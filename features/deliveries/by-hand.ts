import { and, eq, not } from "drizzle-orm";
import { v7 } from "uuid";
import { db, type Transaction } from "#db/client.ts";
import { auditEvents, deliveries, destinations } from "#db/schema.ts";
import { announceWork } from "#db/work-signal.ts";
import { isDestinationOf } from "#features/deliveries/delivery-columns.ts";
import { findDestination } from "#features/deliveries/find-destination.ts";
import { isOfErasedLead } from "#features/deliveries/of-erased-lead.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import type { Session } from "#features/people/session.ts";

/** Does something with one delivery for a person who may; wakes the workers when it was done. */
export async function byHand<Refusal extends string>(
  session: Session,
  deliveryId: string,
  act: (tx: Transaction, delivery: LockedDelivery) => Promise<Refusal | null>,
): Promise<{ ok: true } | { ok: false; code: Refusal | "forbidden" | "not_found" }> {
  if (!mayChangeForwarding(session)) return { ok: false, code: "forbidden" };
  const refusal = await db.transaction(async (tx) => {
    // Nobody resumes the destination meanwhile, or what is held here would never be released.
    await findDestination(tx, { workspaceId: session.workspaceId, id: deliveryId }, "share");
    const delivery = await lockDelivery(tx, session.workspaceId, deliveryId);
    return delivery ? act(tx, delivery) : "not_found";
  });
  if (refusal) return { ok: false, code: refusal };
  await announceWork();
  return { ok: true };
}

export type LockedDelivery = NonNullable<Awaited<ReturnType<typeof lockDelivery>>>;

/** What a person's command has to know of a delivery, which nobody else changes until the transaction ends; or null. Of an erased lead nothing is done any more. */
export async function lockDelivery(tx: Transaction, workspaceId: string, deliveryId: string) {
  const [delivery] = await tx
    .select({
      id: deliveries.id,
      state: deliveries.state,
      leadId: deliveries.leadId,
      destinationId: deliveries.destinationId,
      personKey: deliveries.personKey,
      attemptCount: deliveries.attemptCount,
      nextAttemptAt: deliveries.nextAttemptAt,
      nextTrigger: deliveries.nextTrigger,
      handledAt: deliveries.handledAt,
      isDestinationPaused: eq(destinations.state, "paused").mapWith(Boolean),
    })
    .from(deliveries)
    .innerJoin(destinations, isDestinationOf)
    .where(and(isDelivery(workspaceId, deliveryId), not(isOfErasedLead)))
    .for("update", { of: deliveries });
  return delivery ?? null;
}

export function isDelivery(workspaceId: string, deliveryId: string) {
  return and(eq(deliveries.workspaceId, workspaceId), eq(deliveries.id, deliveryId));
}

/** Writes down what a person did with a delivery. */
export async function auditDelivery(
  tx: Transaction,
  { workspaceId, userId }: Session,
  action: string,
  { id: deliveryId, leadId, destinationId }: Pick<LockedDelivery, "id" | "leadId" | "destinationId">,
  details: Record<string, unknown> = {},
): Promise<void> {
  await tx.insert(auditEvents).values({
    workspaceId,
    id: v7(),
    userId,
    action,
    details: { deliveryId, leadId, destinationId, ...details },
  });
}
