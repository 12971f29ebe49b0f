import { z } from "zod";
import { COLUMN_GROUP_NAMES, DEFAULT_GROUPS } from "#features/leads/export-columns.ts";
import { EVERYTHING, type LeadFilter } from "#features/leads/lead-filter.ts";
import { parseLeadFilter, type SearchParams } from "#features/leads/parse-lead-filter.ts";
import { isTimeZone } from "#features/people/time-zone.ts";

const DELIMITERS = { comma: ",", semicolon: ";" } as const;

/** An address may name a parameter twice; the last one is meant. */
const lastOf = (given: unknown) => [given].flat().at(-1);

const options = z.object({
  scope: z.preprocess(lastOf, z.enum(["view", "all"]).default("view")),
  kind: z.preprocess(lastOf, z.enum(["spreadsheet", "program"]).default("spreadsheet")),
  delimiter: z.preprocess(
    lastOf,
    z
      .enum(["comma", "semicolon"])
      .default("comma")
      .transform((name) => DELIMITERS[name]),
  ),
  columns: z.preprocess((given) => [given].flat(), z.array(z.enum(COLUMN_GROUP_NAMES))).default([...DEFAULT_GROUPS]),
  tz: z.preprocess(lastOf, z.string().refine(isTimeZone).optional()),
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
