import { z } from "zod";
import type { MappingRow } from "#connectors/connector.ts";
import { mappingRow, mappingRows } from "#features/mappings/mapping.ts";

export type MappingFileResult =
  | { ok: true; connector: string; rows: MappingRow[] }
  | { ok: false; code: "not_json" | "not_a_mapping" }
  /** `row` counts from 1; `place` is where in it: "value.0.transform". */
  | { ok: false; code: "bad_row"; row: number; target: string; place: string }
  | { ok: false; code: "mapped_twice"; target: string };

const MAX_ROWS = 500;

const file = z.object({
  /** The number rises when older versions of Buzón could no longer read the file. */
  format: z.literal("buzon-mapping/1"),
  connector: z.string().max(50),
  rows: z.array(z.unknown()).max(MAX_ROWS),
});

/** Reads a mapping that the editor exported, or says which of its rows is wrong. */
export function readMappingFile(text: string): MappingFileResult {
  const content = parseJson(text);
  if (!content) return { ok: false, code: "not_json" };
  const read = file.safeParse(content.json);
  if (!read.success) return { ok: false, code: "not_a_mapping" };

  for (const [index, given] of read.data.rows.entries()) {
    const row = mappingRow.safeParse(given);
    if (row.success) continue;
    const place = row.error.issues[0]?.path.join(".") ?? "";
    return { ok: false, code: "bad_row", row: index + 1, target: targetOf(given), place };
  }
  const rows = mappingRows.safeParse(read.data.rows);
  if (!rows.success) return { ok: false, code: "mapped_twice", target: firstTwice(read.data.rows.map(targetOf)) };
  return { ok: true, connector: read.data.connector, rows: rows.data };
}

function parseJson(text: string): { json: unknown } | null {
  try {
    return { json: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function targetOf(row: unknown): string {
  return z.object({ target: z.string() }).safeParse(row).data?.target ?? "";
}

function firstTwice(targets: string[]): string {
  return targets.find((target, index) => targets.indexOf(target) !== index) ?? "";
}
