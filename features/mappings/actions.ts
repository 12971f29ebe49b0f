"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { MappingRow } from "#connectors/connector.ts";
import { countFailed } from "#features/deliveries/count-failed.ts";
import { mappingRows } from "#features/mappings/mapping.ts";
import { type PublishResult, publishMapping } from "#features/mappings/publish-mapping.ts";
import { type MappingFileResult, readMappingFile } from "#features/mappings/read-mapping-file.ts";
import { type PastedLeadResult, readPastedLead } from "#features/mappings/read-pasted-lead.ts";
import { type RemoveTestResult, removeTestRecord } from "#features/mappings/remove-test-record.ts";
import { type RestoreResult, restoreVersion } from "#features/mappings/restore-version.ts";
import { discardDraft, type SaveDraftResult, saveDraft } from "#features/mappings/save-draft.ts";
import { type SendTestResult, sendTestRecord } from "#features/mappings/send-test-record.ts";
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

/** `failed`: the leads that waited for somebody to mend the mapping, which may be sent again now. */
export async function publishMappingAction(id: string, text: string): Promise<PublishResult & { failed: number }> {
  const session = await requireSession();
  const result = shown(id, await publishMapping(session, destinationId.parse(id), note.parse(text)));
  return { ...result, failed: result.ok ? await countFailed(session, id) : 0 };
}

/** The page is not drawn anew: the editor takes the rows. */
export async function restoreVersionAction(id: string, version: number): Promise<RestoreResult> {
  return restoreVersion(await requireSession(), destinationId.parse(id), z.int().positive().parse(version));
}

export async function sendTestRecordAction(id: string, leadId: string): Promise<SendTestResult> {
  return shown(id, await sendTestRecord(await requireSession(), destinationId.parse(id), z.uuid().parse(leadId)));
}

export async function removeTestRecordAction(id: string, recordId: string): Promise<RemoveTestResult> {
  return shown(id, await removeTestRecord(await requireSession(), z.uuid().parse(recordId)));
}

/** As large as a request may be. */
const pasted = z.string().max(256 * 1024);

/** Nothing is kept: the editor previews with the lead. */
export async function readPastedLeadAction(text: string): Promise<PastedLeadResult> {
  await requireSession();
  return readPastedLead(pasted.parse(text), new Date());
}

/** Nothing is kept: the editor takes the rows into its draft. */
export async function readMappingFileAction(text: string): Promise<MappingFileResult> {
  await requireSession();
  return readMappingFile(
    z
      .string()
      .max(1024 * 1024)
      .parse(text),
  );
}

function shown<Result extends { ok: boolean }>(id: string, result: Result): Result {
  if (result.ok) revalidatePath(`/destinations/${id}`, "layout");
  return result;
}
