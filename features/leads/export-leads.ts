import { finished, Readable } from "node:stream";
import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { db } from "#db/client.ts";
import { auditEvents, leadExports, leads } from "#db/schema.ts";
import { exportColumns } from "#features/leads/export-columns.ts";
import type { ExportOptions } from "#features/leads/export-options.ts";
import { ExportCancelled, exportOf, reportProgress } from "#features/leads/export-progress.ts";
import { exportFile } from "#features/leads/export-rows.ts";
import { leadConditions, type Reader } from "#features/leads/lead-conditions.ts";
import type { LeadFilter } from "#features/leads/lead-filter.ts";
import { writeFilter } from "#features/leads/write-filter.ts";
import { log } from "#lib/log.ts";
import { MAX_SHEET_ROWS } from "#lib/sheet-rows.ts";

/** A person, or the key of a program. */
export type Exporter = Reader & { apiKeyId?: string };

export type ExportResult =
  | { ok: true; id: string; file: Readable }
  /** The file is a sheet, which has too few rows for so many leads. */
  | { ok: false; code: "too_many_rows"; maxRows: number };

/** The first row names the columns. */
export const MAX_XLSX_LEADS = MAX_SHEET_ROWS - 1;

/**
 * The leads of the filter as a file, in the order of the list. Rows are read as fast as the file is taken and no faster;
 * destroying the stream ends the reading. Who takes which leads out is on record before the first byte leaves.
 */
export async function exportLeads(
  exporter: Exporter,
  filter: LeadFilter,
  options: ExportOptions,
  now: Date,
): Promise<ExportResult> {
  if (options.kind === "xlsx" && (await hasMoreThan(MAX_XLSX_LEADS, exporter, filter, now))) {
    return { ok: false, code: "too_many_rows", maxRows: MAX_XLSX_LEADS };
  }
  const id = await beginExport(exporter, filter, options);
  const progress = { rows: 0, bytes: 0 };
  const content = exportFile(exporter, filter, options, now, progress);
  const file = Readable.from(countBytes(content, progress), { objectMode: false, highWaterMark: READ_AHEAD_BYTES });
  const stopReporting = reportProgress(exporter, id, progress, () => file.destroy(new ExportCancelled()));
  finished(file, (error) => {
    stopReporting();
    endExport(exporter, id, progress, error).catch((err) => log.error({ err, exportId: id }, "export not on record"));
  });
  return { ok: true, id, file };
}

const READ_AHEAD_BYTES = 128 * 1024;

type Progress = { rows: number; bytes: number };

async function* countBytes(content: AsyncGenerator<Buffer>, progress: Progress): AsyncGenerator<Buffer, void, void> {
  for await (const chunk of content) {
    progress.bytes += chunk.length;
    yield chunk;
  }
}

/** Whether the filter finds more leads than that; counts no further. */
export async function hasMoreThan(max: number, reader: Reader, filter: LeadFilter, now: Date): Promise<boolean> {
  const [counted] = await db.select({ count: sql<number>`count(*)::int` }).from(
    db
      .select({ one: sql`1` })
      .from(leads)
      .where(leadConditions(reader, filter, now))
      .limit(max + 1)
      .as("found"),
  );
  return (counted?.count ?? 0) > max;
}

/** Under the id that the browser made up, so that it can ask how far it is; a download that it repeats gets another. */
async function beginExport(
  { workspaceId, userId, apiKeyId }: Exporter,
  filter: LeadFilter,
  { id: wanted, kind, columns, sort }: ExportOptions,
): Promise<string> {
  return db.transaction(async (tx) => {
    const by = apiKeyId ? { apiKeyId } : { userId };
    const insert = (id: string) =>
      tx
        .insert(leadExports)
        .values({ workspaceId, id, ...by })
        .onConflictDoNothing()
        .returning({ id: leadExports.id });
    const [{ id } = { id: v7() }] = wanted ? await insert(wanted) : [];
    if (id !== wanted) await insert(id);
    const details = { exportId: id, filter: writeFilter(filter), kind, sort, columns: exportColumns(columns) };
    await tx.insert(auditEvents).values({
      workspaceId,
      id: v7(),
      userId: apiKeyId ? null : userId,
      action: "leads.exported",
      details: apiKeyId ? { ...details, apiKeyId } : details,
    });
    return id;
  });
}

async function endExport(
  { workspaceId, userId, apiKeyId }: Exporter,
  exportId: string,
  { rows, bytes }: Progress,
  error: Error | null | undefined,
): Promise<void> {
  const state = error instanceof ExportCancelled ? "cancelled" : error ? "broken_off" : "complete";
  log.info({ exportId, rows, bytes, state }, "export ended");
  await db.transaction(async (tx) => {
    await tx
      .update(leadExports)
      .set({ rows, bytes, state, updatedAt: sql`now()` })
      .where(exportOf(workspaceId, exportId));
    await tx.insert(auditEvents).values({
      workspaceId,
      id: v7(),
      userId: apiKeyId ? null : userId,
      action: "leads.export_ended",
      details: { exportId, rows, state, complete: state === "complete" },
    });
  });
}
