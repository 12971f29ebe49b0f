import { z } from "zod";
import { parseColumns, writeColumns } from "#features/leads/list-columns.ts";
import { parseSort } from "#features/leads/list-sort.ts";
import { parseFilter } from "#features/leads/parse-filter.ts";
import { writeFilter } from "#features/leads/write-filter.ts";

export const MAX_VIEW_NAME = 60;
/** Of one person. */
export const MAX_VIEWS = 50;

export const viewName = z.string().transform((name) => name.trim().replace(/\s+/g, " "));

/** What a list shows and how, in the words of its address: as it comes, with what is not known left out. */
export const viewContent = z
  .object({ q: z.string(), sort: z.string().optional(), cols: z.string().optional() })
  .transform(({ q, sort, cols }) => ({
    filter: writeFilter(parseFilter(q).filter),
    sort: parseSort(sort),
    columns: writeColumns(parseColumns(cols))?.split(",") ?? null,
  }));
export type ViewContent = z.output<typeof viewContent>;

/** Why a view was not kept. */
export type ViewProblem = "name_missing" | "name_too_long" | "name_taken" | "too_many" | "forbidden" | "not_found";

/** Null for a name that can stand. */
export function nameProblem(name: string): ViewProblem | null {
  if (!name) return "name_missing";
  return name.length > MAX_VIEW_NAME ? "name_too_long" : null;
}
