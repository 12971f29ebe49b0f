import { v7 } from "uuid";
import { db } from "#db/client.ts";
import { leadEvents, leads } from "#db/schema.ts";
import { mayWorkLeads } from "#features/leads/lead-rights.ts";
import type { LeadStatus } from "#features/leads/lead-words.ts";
import { firstTouch, type LeadChange, lockLead, sameLead, type Worker } from "#features/leads/lock-lead.ts";

/**
 * Sets how far people have come with a lead. With `expected` (taking a change back) it acts only while the lead still
 * has that status.
 */
export async function triageLead(
  worker: Worker,
  number: number,
  status: LeadStatus,
  expected?: LeadStatus,
): Promise<LeadChange> {
  if (!mayWorkLeads(worker.role)) return { ok: false, code: "forbidden" };

  return db.transaction(async (tx) => {
    const lead = await lockLead(tx, worker, number);
    if (!lead) return { ok: false, code: "lead_not_found" };
    if (expected && lead.status !== expected) return { ok: false, code: "changed_meanwhile" };
    if (lead.status === status) return { ok: true };

    await tx.update(leads).set({ status, firstTouchAt: firstTouch }).where(sameLead(worker, lead.id));
    await tx.insert(leadEvents).values({
      workspaceId: worker.workspaceId,
      id: v7(),
      leadId: lead.id,
      type: "status",
      userId: worker.userId,
      details: { from: lead.status, to: status },
    });
    return { ok: true };
  });
}
