import { z } from "zod";
import { contactableOnly } from "#features/leads/contactable-only.ts";
import { COLUMN_GROUP_NAMES, type ColumnGroup, DEFAULT_GROUPS, EXPORT_KINDS } from "#features/leads/export-columns.ts";
import type { LeadFilter } from "#features/leads/lead-filter.ts";
import { SORTS, USUAL_SORT } from "#features/leads/list-sort.ts";
import { type FilterProblem, readFilter, type SearchParams } from "#features/leads/parse-filter.ts";
import { isTimeZone } from "#features/people/time-zone.ts";

const DELIMITERS = { comma: ",", semicolon: ";" } as const;

/** The parameters of an export's address, beside the filter; the OpenAPI document is made from them. */
export const exportParams = z.object({
  kind: z
    .enum(EXPORT_KINDS)
    .default("spreadsheet")
    .describe(
      "spreadsheet: CSV with a byte order mark, formulas made inert. program: CSV with every text as it is. xlsx: every cell text. jsonl: one JSON object a line.",
    ),
  delimiter: z.enum(["comma", "semicolon"]).default("comma").describe("Of CSV."),
  columns: z
    .array(z.enum(COLUMN_GROUP_NAMES))
    .default((): ColumnGroup[] => [...DEFAULT_GROUPS])
    .describe("Groups of columns. number, do_not_contact and test are in every file."),
  sort: z.enum(SORTS).default(USUAL_SORT).describe("A minus in front is from the last to the first."),
  contactable: z.literal("1").optional().describe("Without tests and without people who must not be contacted."),
  tz: z.string().refine(isTimeZone).optional().describe("IANA name of the time zone of received_local."),
  id: z.uuid().optional().describe("What the export is called; the answer's header Buzon-Export says it again."),
});

export type ExportOptions = Omit<z.infer<typeof exportParams>, "delimiter"> & {
  delimiter: (typeof DELIMITERS)[keyof typeof DELIMITERS];
};

/**
 * What file is asked for, and of which leads. Wrong values are refused and not passed over as in the list: a file with
 * more leads than were meant is worse than none.
 */
export function parseExport(
  params: SearchParams,
):
  | { ok: true; options: ExportOptions; filter: LeadFilter }
  | { ok: false; parameters: string[]; problems: FilterProblem[] } {
  // An address may name a parameter twice; only of columns several are meant, otherwise the last one.
  const given = Object.entries(params).map(([name, value]) => {
    const all = [value].flat();
    return [name, name === "columns" ? all : all.at(-1)];
  });
  const read = exportParams.safeParse(Object.fromEntries(given));
  const { filter, problems } = readFilter(params);
  if (read.success && problems.length === 0) {
    const { contactable, delimiter } = read.data;
    return {
      ok: true,
      options: { ...read.data, delimiter: DELIMITERS[delimiter] },
      filter: contactable ? contactableOnly(filter) : filter,
    };
  }
  const wrongOptions = read.error?.issues.map(({ path }) => String(path[0])) ?? [];
  return { ok: false, parameters: [...new Set([...(problems.length > 0 ? ["q"] : []), ...wrongOptions])], problems };
}
