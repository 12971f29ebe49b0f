"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { addNote, MAX_NOTE_LENGTH } from "#features/leads/add-note.ts";
import { assignLead } from "#features/leads/assign-lead.ts";
import { LEAD_STATUSES } from "#features/leads/lead-words.ts";
import type { LeadChange } from "#features/leads/lock-lead.ts";
import { markRead, markUnread } from "#features/leads/mark-read.ts";
import { triageLead } from "#features/leads/triage-lead.ts";
import { requireSession } from "#features/people/require-session.ts";

const leadNumber = z.number().int().positive();
const status = z.enum(LEAD_STATUSES);
const owner = z.uuid().nullable();

/** `expected` is what the lead is believed to have: given when a change is taken back. */
export async function setStatusAction(number: number, to: string, expected?: string): Promise<LeadChange> {
  const session = await requireSession();
  return shown(
    await triageLead(session, leadNumber.parse(number), status.parse(to), status.optional().parse(expected)),
  );
}

export async function assignAction(number: number, to: string | null, expected?: string | null): Promise<LeadChange> {
  const session = await requireSession();
  return shown(await assignLead(session, leadNumber.parse(number), owner.parse(to), owner.optional().parse(expected)));
}

export async function addNoteAction(number: number, text: string): Promise<LeadChange> {
  const session = await requireSession();
  return shown(await addNote(session, leadNumber.parse(number), z.string().max(MAX_NOTE_LENGTH).parse(text)));
}

export async function markReadAction(number: number): Promise<LeadChange> {
  return shown(await markRead(await requireSession(), leadNumber.parse(number)));
}

export async function markUnreadAction(number: number): Promise<LeadChange> {
  return shown(await markUnread(await requireSession(), leadNumber.parse(number)));
}

/** Counts in the navigation, the list and the lead itself change with every one of these. */
function shown(change: LeadChange): LeadChange {
  if (change.ok) revalidatePath("/", "layout");
  return change;
}
