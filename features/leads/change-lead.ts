import { eq, sql } from "drizzle-orm";
import { db, type Transaction } from "#db/client.ts";
import { leads } from "#db/schema.ts";
import { lockDeliveries } from "#features/deliveries/lock-deliveries.ts";
import { applyChange, isSo, leftOut } from "#features/leads/lead-change.ts";
import type { LeadChangeOrder, LeftOut } from "#features/leads/lead-change-order.ts";
import { type LeadRefusal, lockLead, sameLead, type Worker } from "#features/leads/lock-lead.ts";
import { asSpelled, prepareChange } from "#features/leads/prepare-change.ts";

/** `undo` is the order that takes the change back; null where nothing had to change. */
export type ChangeResult = { ok: true; undo: LeadChangeOrder | null } | { ok: false; code: LeadRefusal };

/**
 * Changes one lead. With `expected` (taking that change back) it acts only while the lead still is as that order left
 * it.
 */
export async function changeLead(
  worker: Worker,
  number: number,
  asked: LeadChangeOrder,
  expected?: LeadChangeOrder,
): Promise<ChangeResult> {
  return db.transaction(async (tx) => {
    const prepared = await prepareChange(worker, asked, tx);
    if (!prepared.ok) return prepared;
    const { order } = prepared;
    if (order.kind === "flag") await lockDeliveries(tx, worker.workspaceId, eq(leads.number, number));
    const lead = await lockLead(tx, worker, number);
    if (!lead) return { ok: false, code: "lead_not_found" };

    const left = expected && (await asSpelled(worker, expected, tx));
    const { isExpected, reason } = await judge(tx, worker, lead.id, order, left);
    if (!isExpected) return { ok: false, code: "changed_meanwhile" };
    if (reason === "unchanged") return { ok: true, undo: null };
    if (reason) return { ok: false, code: reason };

    const [changed] = await applyChange(tx, worker, order, eq(leads.id, lead.id));
    return { ok: true, undo: changed?.before ?? null };
  });
}

async function judge(
  tx: Transaction,
  worker: Worker,
  leadId: string,
  order: LeadChangeOrder,
  expected: LeadChangeOrder | undefined,
): Promise<{ isExpected: boolean; reason: LeftOut | null }> {
  const [judged] = await tx
    .select({
      isExpected: expected ? sql<boolean>`${isSo(worker, expected)}` : sql<boolean>`true`,
      reason: leftOut(worker, order),
    })
    .from(leads)
    .where(sameLead(worker, leadId));
  if (!judged) throw new Error("A locked lead is there");
  return judged;
}
