import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { db } from "#db/client.ts";
import { leadEvents, leadMentions, leads } from "#db/schema.ts";
import { mayWorkLeads } from "#features/leads/lead-rights.ts";
import { listOwners } from "#features/leads/list-owners.ts";
import { firstTouch, type LeadChange, lockLead, sameLead, type Worker } from "#features/leads/lock-lead.ts";
import { plainNote, withMentions } from "#features/leads/note-text.ts";
import { foldText } from "#lib/fold.ts";

export const MAX_NOTE_LENGTH = 5_000;

/** Of a lead and its notes together; what does not fit is not found. */
const MAX_SEARCH_LENGTH = 12_000;

/**
 * Leaves a note for the team in the lead's history, where search finds it. Who is named with "@" and the whole name is
 * told; `picked` says who is meant where two have the same name.
 */
export async function addNote(
  worker: Worker,
  number: number,
  text: string,
  picked: readonly string[] = [],
): Promise<LeadChange> {
  if (!mayWorkLeads(worker.role)) return { ok: false, code: "forbidden" };
  const typed = text.replaceAll("\0", "").toWellFormed().trim();
  if (typed === "") return { ok: false, code: "empty_note" };
  const people = await listOwners(worker);
  const { note, mentioned } = withMentions(typed, people, picked);

  return db.transaction(async (tx) => {
    const lead = await lockLead(tx, worker, number);
    if (!lead) return { ok: false, code: "lead_not_found" };
    if (lead.erasedAt) return { ok: false, code: "erased" };

    await tx
      .update(leads)
      .set({
        firstTouchAt: firstTouch,
        noteCount: sql`${leads.noteCount} + 1`,
        searchText: sql`left(${leads.searchText} || ' ' || ${foldText(plainNote(note, people))}::text, ${MAX_SEARCH_LENGTH})`,
      })
      .where(sameLead(worker, lead.id));
    const { workspaceId, userId } = worker;
    const eventId = v7();
    await tx
      .insert(leadEvents)
      .values({ workspaceId, id: eventId, leadId: lead.id, type: "note", userId, details: { text: note } });
    if (mentioned.length > 0) {
      await tx
        .insert(leadMentions)
        .values(mentioned.map((mention) => ({ workspaceId, userId: mention, eventId, leadId: lead.id })));
    }
    return { ok: true };
  });
}
