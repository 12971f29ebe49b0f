import { eq, type SQL, sql } from "drizzle-orm";
import { openPool, sqlPool } from "#db/client.ts";
import { copiedRows } from "#db/copied-rows.ts";
import { copyRows } from "#db/copy-rows.ts";
import { inlineLiterals } from "#db/inline-literals.ts";
import { leads, users } from "#db/schema.ts";
import { cellWriter } from "#features/leads/export-cells.ts";
import { exportColumns } from "#features/leads/export-columns.ts";
import type { ExportOptions } from "#features/leads/export-options.ts";
import { leadConditions, type Reader } from "#features/leads/lead-conditions.ts";
import { leadField } from "#features/leads/lead-fields.ts";
import type { LeadFilter } from "#features/leads/lead-filter.ts";
import { listOrder } from "#features/leads/lead-key.ts";
import { listColleagues } from "#features/leads/list-colleagues.ts";
import { ByteWriter } from "#lib/byte-writer.ts";
import { csvRows } from "#lib/csv.ts";
import { jsonRows } from "#lib/json-rows.ts";
import type { RowWriter } from "#lib/row-writer.ts";
import { sheetRows } from "#lib/sheet-rows.ts";
import { xlsx } from "#lib/xlsx.ts";

/** Exports wait for each other here, so that slow downloads never keep pages from the database. */
const POOL_SIZE = 3;
/** What is given on at once: enough that the way to the network costs little. */
const CHUNK_BYTES = 64 * 1024;

/** How far it is; the generators below count as they go. */
export type ExportProgress = { rows: number };

/** The file of the filter's leads, piece by piece, as fast as it is taken and no faster. */
export function exportFile(
  reader: Reader,
  filter: LeadFilter,
  options: ExportOptions,
  now: Date,
  progress: ExportProgress,
): AsyncGenerator<Buffer, void, void> {
  const rows = exportRows(reader, filter, options, now, progress);
  return options.kind === "xlsx" ? xlsx("Leads", rows, now) : rows;
}

async function* exportRows(
  reader: Reader,
  filter: LeadFilter,
  options: ExportOptions,
  now: Date,
  progress: ExportProgress,
): AsyncGenerator<Buffer, void, void> {
  const out = new ByteWriter();
  const rows = rowWriter(out, options);
  const columns = exportColumns(options.columns);
  const context = {
    isJson: options.kind === "jsonl",
    timeZone: options.tz ?? reader.timeZone,
    people: columns.includes("notes") ? await listColleagues(reader) : [],
  };
  const fields = columns.map((column) => leadField(column, context.isJson));
  const values = [...new Set(fields.map(({ value }) => value))];
  const cells = fields.map(({ kind, value }) => ({
    write: cellWriter(kind, rows, context),
    at: values.indexOf(value),
  }));
  const take = copiedRows(values.length, (bytes, starts, ends) => {
    for (const { write, at } of cells) {
      const start = starts[at] ?? -1;
      if (start < 0) rows.nothing();
      else write(bytes, start, ends[at] ?? start);
    }
    rows.endRow();
    progress.rows += 1;
  });

  rows.head(columns);
  const order = listOrder(reader, options.sort).forwards;
  const query = selectLeads(values, leadConditions(reader, filter, now), order);
  for await (const chunk of copyRows(exportPool(), sqlPool(), inlineLiterals(query))) {
    take(chunk);
    if (out.length >= CHUNK_BYTES) yield out.take();
  }
  rows.end();
  yield out.take();
}

function rowWriter(out: ByteWriter, { kind, delimiter }: ExportOptions): RowWriter {
  if (kind === "xlsx") return sheetRows(out);
  return kind === "jsonl" ? jsonRows(out) : csvRows(out, kind, delimiter);
}

function selectLeads(values: SQL[], where: SQL | undefined, order: SQL): SQL {
  return sql`select ${sql.join(values, sql`, `)}
    from ${leads} left join ${users} on ${eq(users.id, leads.ownerId)}
    where ${where} order by ${order}`;
}

let pool: ReturnType<typeof openPool> | undefined;

/** Without a time limit: a file is one statement, for as long as somebody takes it. */
function exportPool() {
  pool ??= openPool({ max: POOL_SIZE, name: "export", statementTimeoutMs: 0 });
  return pool;
}
