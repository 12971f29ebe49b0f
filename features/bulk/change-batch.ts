import { and, inArray, type SQL } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { insertMany } from "#db/insert-many.ts";
import { bulkChangedLeads, leads } from "#db/schema.ts";
import type { BulkChange } from "#features/bulk/bulk-change.ts";
import { withTouch } from "#features/bulk/first-touch.ts";
import { scopeConditions } from "#features/bulk/read-scope.ts";
import { sendLeads } from "#features/bulk/send-leads.ts";
import { applyChange } from "#features/leads/lead-change.ts";
import { auditErasure, eraseWhere } from "#features/privacy/erase-leads.ts";

/**
 * Does what the order says at those of the leads that still are in its filter, and keeps what was before. Gives how
 * many changed; null when the order cannot be carried out any more.
 */
export async function changeBatch(tx: Transaction, change: BulkChange, ids: string[]): Promise<number | null> {
  const { author, order } = change;
  const where = and(inArray(leads.id, ids), scopeConditions(author, change.scope));
  switch (order.kind) {
    case "send": {
      const sent = await sendLeads(tx, change, order.destinationId, where);
      return sent && keep(tx, change, sent);
    }
    case "erase":
      return erase(tx, change, where);
    default: {
      const changed = await applyChange(tx, author, order, where);
      return keep(tx, change, await withTouch(tx, change, changed));
    }
  }
}

async function keep(
  tx: Transaction,
  { workspaceId, id: changeId }: BulkChange,
  changed: { id: string; before: Record<string, unknown> }[],
): Promise<number> {
  const rows = changed.map(({ id: leadId, before }) => ({ workspaceId, changeId, leadId, before }));
  await insertMany(tx, bulkChangedLeads, rows);
  return changed.length;
}

/** Nothing is kept, because nothing can be put back. */
async function erase(tx: Transaction, { author }: BulkChange, where: SQL | undefined): Promise<number> {
  const erased = await eraseWhere(tx, author, where);
  if (erased.count > 0) await auditErasure(tx, author, erased);
  return erased.count;
}
