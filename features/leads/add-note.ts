import { v7 } from "uuid";
import { db } from "#db/client.ts";
import { leadEvents, leads } from "#db/schema.ts";
import { mayWorkLeads } from "#features/leads/lead-rights.ts";
import { firstTouch, type LeadChange, lockLead, sameLead, type Worker } from "#features/leads/lock-lead.ts";

export const MAX_NOTE_LENGTH = 5_000;

/** Leaves a note for the team in the lead's history. */
export async function addNote(worker: Worker, number: number, text: string): Promise<LeadChange> {
  if (!mayWorkLeads(worker.role)) return { ok: false, code: "forbidden" };
  const note = text.replaceAll("\0", "").trim();
  if (note === "") return { ok: false, code: "empty_note" };

  return db.transaction(async (tx) => {
    const lead = await lockLead(tx, worker, number);
    if (!lead) return { ok: false, code: "lead_not_found" };

    await tx.update(leads).set({ firstTouchAt: firstTouch }).where(sameLead(worker, lead.id));
    await tx.insert(leadEvents).values({
      workspaceId: worker.workspaceId,
      id: v7(),
      leadId: lead.id,
      type: "note",
      userId: worker.userId,
      details: { text: note },
    });
    return { ok: true };
  });
}
