"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { requireSession } from "#features/people/require-session.ts";
import { type EraseResult, eraseLeads } from "#features/privacy/erase-leads.ts";

export async function eraseLeadAction(number: number): Promise<EraseResult> {
  const result = await eraseLeads(await requireSession(), [z.number().int().positive().parse(number)]);
  if (result.ok) revalidatePath("/", "layout");
  return result;
}
