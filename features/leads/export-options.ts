import { z } from "zod";
import { EVERYTHING, type LeadFilter } from "#features/leads/lead-filter.ts";
import { parseLeadFilter, type SearchParams } from "#features/leads/parse-lead-filter.ts";
import { isTimeZone } from "#features/people/time-zone.ts";

/** What one tick of the export dialog brings into the file. `number`, `do_not_contact` and `test` always come. */
export const COLUMN_GROUPS = {
  name: ["first_name", "last_name"],
  email: ["email"],
  phone: ["phone"],
  company: ["company"],
  title: ["job_title"],
  country: ["country", "country_code"],
  offer: ["offer_title", "publisher", "offer_id"],
  action: ["action", "action_code", "marketplace", "lead_source"],
  received: ["received_at", "received_local", "time_zone"],
  status: ["status", "owner"],
  message: ["message", "campaign"],
  notes: ["notes"],
  forwarding: ["forwarding"],
  raw: ["raw"],
} as const;

export type ColumnGroup = keyof typeof COLUMN_GROUPS;
export type ExportColumn = (typeof COLUMN_GROUPS)[ColumnGroup][number] | "number" | "do_not_contact" | "test";

export const COLUMN_GROUP_NAMES = [
  "name",
  "email",
  "phone",
  "company",
  "title",
  "country",
  "offer",
  "action",
  "received",
  "status",
  "message",
  "notes",
  "forwarding",
  "raw",
] as const satisfies readonly ColumnGroup[];

export const DEFAULT_GROUPS: readonly ColumnGroup[] = COLUMN_GROUP_NAMES.slice(0, 10);

const DELIMITERS = { comma: ",", semicolon: ";" } as const;

const options = z.object({
  scope: z.enum(["view", "all"]).default("view"),
  kind: z.enum(["spreadsheet", "program"]).default("spreadsheet"),
  delimiter: z
    .enum(["comma", "semicolon"])
    .default("comma")
    .transform((name) => DELIMITERS[name]),
  columns: z.preprocess((given) => [given].flat(), z.array(z.enum(COLUMN_GROUP_NAMES))).default([...DEFAULT_GROUPS]),
  tz: z.string().refine(isTimeZone).optional(),
});

export type ExportOptions = z.infer<typeof options>;

/**
 * What file is asked for, and of which leads. Wrong values are refused and not passed over as in the list: a file with
 * more leads than were meant is worse than none.
 */
export function parseExport(
  params: SearchParams,
): { ok: true; options: ExportOptions; filter: LeadFilter } | { ok: false; parameters: string[] } {
  const read = options.safeParse(params);
  const { filter, problems } = parseLeadFilter(params);
  if (read.success && problems.length === 0) {
    return { ok: true, options: read.data, filter: read.data.scope === "all" ? EVERYTHING : filter };
  }
  const wrongOptions = read.error?.issues.map(({ path }) => String(path[0])) ?? [];
  return { ok: false, parameters: [...new Set([...problems.map(({ field }) => field), ...wrongOptions])] };
}

/** In the file's order. */
export function exportColumns(groups: ColumnGroup[]): ExportColumn[] {
  const chosen = COLUMN_GROUP_NAMES.filter((group) => groups.includes(group));
  return ["number", ...chosen.flatMap((group) => COLUMN_GROUPS[group]), "do_not_contact", "test"];
}
