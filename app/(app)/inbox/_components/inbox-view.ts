import type { LeadFilter } from "#features/leads/lead-filter.ts";
import { type Columns, parseColumns, writeColumns } from "#features/leads/list-columns.ts";
import { parseSort, type Sort, USUAL_SORT } from "#features/leads/list-sort.ts";
import { type FilterProblem, readFilter, type SearchParams } from "#features/leads/parse-filter.ts";
import { inboxHref, type ListPlace } from "#features/leads/views.ts";

/** What the address of the inbox says. */
export type InboxView = {
  filter: LeadFilter;
  problems: FilterProblem[];
  /** The id of the saved view it was opened from. */
  view?: string;
  sort: Sort;
  columns: Columns;
  /** The page begins after or before the lead of this number. */
  after?: number;
  before?: number;
  /** Open in the panel. */
  lead?: number;
};

/** Whatever is not known in the address is left out. */
export function readInboxView(params: SearchParams): InboxView {
  return {
    ...readFilter(params),
    view: typeof params.view === "string" ? params.view : undefined,
    sort: parseSort(params.sort),
    columns: parseColumns(params.cols),
    after: positive(params.after),
    before: positive(params.before),
    lead: positive(params.lead),
  };
}

/** How the list looks, whatever is in it: what every link to another part or another filter of it keeps. */
export function lookOf({ view, sort, columns }: Pick<InboxView, "view" | "sort" | "columns">): ListPlace {
  return { view, sort: sort === USUAL_SORT ? undefined : sort, cols: writeColumns(columns) };
}

/** The list as it is, with this lead in the panel; without a number, with none. */
export function panelHref(view: InboxView, lead?: number): string {
  return inboxHref(view.filter, { ...lookOf(view), after: view.after, before: view.before, lead });
}

/** The page of the list that begins after or before the lead of a number; the first one without. */
export function listHref(view: InboxView, place: Pick<ListPlace, "after" | "before"> = {}): string {
  return inboxHref(view.filter, { ...lookOf(view), ...place });
}

function positive(value: string | string[] | undefined): number | undefined {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 && number < 2 ** 31 ? number : undefined;
}
