"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { MappingRow } from "#connectors/connector.ts";
import { mappingRows } from "#features/mappings/mapping.ts";
import { type PublishResult, publishMapping } from "#features/mappings/publish-mapping.ts";
import { discardDraft, type SaveDraftResult, saveDraft } from "#features/mappings/save-draft.ts";
import { requireSession } from "#features/people/require-session.ts";

const destinationId = z.uuid();
const note = z
  .string()
  .trim()
  .max(500)
  .transform((text) => text || null);

/** The page is not drawn anew: the editor has what it saves. */
export async function saveDraftAction(id: string, rows: MappingRow[]): Promise<SaveDraftResult> {
  return saveDraft(await requireSession(), destinationId.parse(id), mappingRows.parse(rows));
}

export async function discardDraftAction(id: string): Promise<SaveDraftResult> {
  return shown(id, await discardDraft(await requireSession(), destinationId.parse(id)));
}

export async function publishMappingAction(id: string, text: string): Promise<PublishResult> {
  return shown(id, await publishMapping(await requireSession(), destinationId.parse(id), note.parse(text)));
}

function shown<Result extends { ok: boolean }>(id: string, result: Result): Result {
  if (result.ok) revalidatePath(`/destinations/${id}`, "layout");
  return result;
}
