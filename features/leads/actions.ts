"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { addNote, MAX_NOTE_LENGTH } from "#features/leads/add-note.ts";
import { type ChangeResult, changeLead } from "#features/leads/change-lead.ts";
import { type LeadChangeOrder, leadChangeOrder } from "#features/leads/lead-change-order.ts";
import { listTags, type TagCount } from "#features/leads/list-tags.ts";
import type { LeadChange } from "#features/leads/lock-lead.ts";
import { markRead } from "#features/leads/mark-read.ts";
import { noteReply, type ReplyMeans } from "#features/leads/note-reply.ts";
import { requireSession } from "#features/people/require-session.ts";

const leadNumber = z.number().int().positive();

/** `expected` is the order whose result the lead is believed to show: given when that change is taken back. */
export async function changeLeadAction(
  number: number,
  order: LeadChangeOrder,
  expected?: LeadChangeOrder,
): Promise<ChangeResult> {
  const session = await requireSession();
  return shown(
    await changeLead(
      session,
      leadNumber.parse(number),
      leadChangeOrder.parse(order),
      leadChangeOrder.optional().parse(expected),
    ),
  );
}

/** `picked`: ids of the people chosen from the list of names, where two have the same. */
export async function addNoteAction(number: number, text: string, picked: string[] = []): Promise<LeadChange> {
  const session = await requireSession();
  const note = z.string().max(MAX_NOTE_LENGTH).parse(text);
  return shown(await addNote(session, leadNumber.parse(number), note, z.array(z.uuid()).max(50).parse(picked)));
}

export async function markReadAction(number: number): Promise<LeadChange> {
  return shown(await markRead(await requireSession(), leadNumber.parse(number)));
}

export async function noteReplyAction(number: number, by: ReplyMeans): Promise<LeadChange> {
  const session = await requireSession();
  return shown(await noteReply(session, leadNumber.parse(number), z.enum(["email", "phone"]).parse(by)));
}

/** The tags in use, for who is about to add one. */
export async function listTagsAction(): Promise<TagCount[]> {
  return listTags(await requireSession());
}

/** Counts in the navigation, the list and the lead itself change with every one of these. */
function shown<Change extends { ok: boolean }>(change: Change): Change {
  if (change.ok) revalidatePath("/", "layout");
  return change;
}
