import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { leadEvents, leads } from "#db/schema.ts";
import type { BulkChange } from "#features/bulk/bulk-change.ts";

// A status or an owner is a first touch. Thousands that were set by mistake must not count as answers when they are
// taken back, or "not touched yet" would no longer find these leads.

type Kept = { id: string; before: Record<string, unknown> };

/** The leads with a mark on those that this transaction touched first. */
export async function withTouch<Lead extends Kept>(
  tx: Transaction,
  { workspaceId, order }: BulkChange,
  changed: Lead[],
): Promise<Kept[]> {
  if (order.kind !== "status" && order.kind !== "owner") return changed;
  const ids = changed.map(({ id }) => id);
  const touched = await tx
    .select({ id: leads.id })
    .from(leads)
    .where(and(eq(leads.workspaceId, workspaceId), inArray(leads.id, ids), eq(leads.firstTouchAt, sql`now()`)));
  const isFirst = new Set(touched.map(({ id }) => id));
  return changed.map(({ id, before }) => ({
    id,
    before: isFirst.has(id) ? { ...before, isFirstTouch: true } : before,
  }));
}

/** Which of the leads that were taken back have the mark. */
export function touchedFirst(kept: Kept[], back: { id: string }[]): string[] {
  const isBack = new Set(back.map(({ id }) => id));
  return kept.filter(({ id, before }) => before.isFirstTouch === true && isBack.has(id)).map(({ id }) => id);
}

/** Without the touch that is taken back, the next one was the first; taking back is none. */
export async function forgetTouch(tx: Transaction, workspaceId: string, leadIds: string[]): Promise<void> {
  if (leadIds.length === 0) return;
  await tx
    .update(leads)
    .set({
      firstTouchAt: sql`(
        select min(${leadEvents.createdAt}) from ${leadEvents}
        where ${leadEvents.workspaceId} = ${workspaceId} and ${leadEvents.leadId} = ${leads.id}
          and ${leadEvents.type} in ('note', 'status', 'owner', 'replied')
          and ${leadEvents.createdAt} > ${leads.firstTouchAt} and ${leadEvents.createdAt} < now())`,
    })
    .where(and(eq(leads.workspaceId, workspaceId), inArray(leads.id, leadIds)));
}
