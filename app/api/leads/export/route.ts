import { findCaller } from "#features/api/find-caller.ts";
import { refuseCaller, wrongParameters } from "#features/api/refusals.ts";
import type { ExportKind } from "#features/leads/export-columns.ts";
import { exportLeads } from "#features/leads/export-leads.ts";
import { parseExport } from "#features/leads/export-options.ts";
import { problemResponse } from "#lib/problem-response.ts";
import { searchParamsOf } from "#lib/search-params.ts";
import { toWebStream } from "#lib/web-stream.ts";

export const dynamic = "force-dynamic";

const CSV = { ending: "csv", type: "text/csv; charset=utf-8; header=present" };
const FILES: Record<ExportKind, { ending: string; type: string }> = {
  spreadsheet: CSV,
  program: CSV,
  xlsx: { ending: "xlsx", type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  jsonl: { ending: "jsonl", type: "application/jsonl; charset=utf-8" },
};

/** Next would make the whole file to throw it away. */
export function HEAD(): Response {
  return new Response(null, { status: 405, headers: { allow: "GET" } });
}

/** The leads of a filter as a file: docs/api.md. */
export async function GET(request: Request): Promise<Response> {
  const found = await findCaller(request.headers);
  if (!found.ok) return refuseCaller(found);
  const asked = parseExport(searchParamsOf(request.url));
  if (!asked.ok) return wrongParameters(asked, "Nothing was exported.");

  const now = new Date();
  const { caller } = found;
  const exported = await exportLeads(caller, asked.filter, asked.options, now);
  if (!exported.ok) {
    const { maxRows } = exported;
    const detail = `A sheet has room for ${maxRows} leads and the filter finds more. Narrow it down, or take CSV.`;
    return problemResponse(422, "too_many_rows", "Too many rows", detail, { maxRows });
  }
  const { ending, type } = FILES[asked.options.kind];
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone: caller.timeZone, dateStyle: "short" }).format(now);
  return new Response(toWebStream(exported.file), {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="buzon-leads-${day}.${ending}"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
      "buzon-export": exported.id,
    },
  });
}
