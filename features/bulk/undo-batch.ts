import { and, asc, eq, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { bulkChangedLeads, leads } from "#db/schema.ts";
import type { BulkChange } from "#features/bulk/bulk-change.ts";
import { forgetTouch, touchedFirst } from "#features/bulk/first-touch.ts";
import { sentLead, takeBackSending } from "#features/bulk/send-leads.ts";
import { takeBack } from "#features/leads/lead-change.ts";
import { leadChangeOrder } from "#features/leads/lead-change-order.ts";

/**
 * Puts back at these leads what a change found there, except where somebody has changed it since. Gives how many it
 * put back.
 */
export async function undoBatch(
  tx: Transaction,
  { workspaceId, author, order }: BulkChange,
  undone: string,
  ids: string[],
): Promise<number> {
  const kept = await tx
    .select({ id: bulkChangedLeads.leadId, before: bulkChangedLeads.before })
    .from(bulkChangedLeads)
    .where(
      and(
        eq(bulkChangedLeads.workspaceId, workspaceId),
        eq(bulkChangedLeads.changeId, undone),
        inArray(bulkChangedLeads.leadId, ids),
      ),
    );
  switch (order.kind) {
    case "send":
      return takeBackSending(
        tx,
        { workspaceId, id: undone },
        kept.map(({ before }) => sentLead.parse(before)),
      );
    case "erase":
      throw new Error("Nobody can take an erasure back");
    default: {
      // In the order in which everything locks leads, which takeBack, going by what was before, does not.
      await tx
        .select({ id: leads.id })
        .from(leads)
        .where(and(eq(leads.workspaceId, workspaceId), inArray(leads.id, ids)))
        .orderBy(asc(leads.id))
        .for("update");
      const changed = kept.map(({ id, before }) => ({ id, before: leadChangeOrder.parse(before) }));
      const back = await takeBack(tx, author, order, changed);
      await forgetTouch(tx, workspaceId, touchedFirst(kept, back));
      return back.length;
    }
  }
}
