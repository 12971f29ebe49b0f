import { type Condition, EVERYTHING, isSameCondition, type LeadFilter } from "#features/leads/lead-filter.ts";
import { writeFilter } from "#features/leads/write-filter.ts";

export const VIEWS = ["all", "mine", "unassigned", "contact", "dnc"] as const;
export type View = (typeof VIEWS)[number];

/** The built-in views are filters and nothing more: the address of a view is the address of its filter. */
export const VIEW_FILTERS: Record<View, LeadFilter> = {
  all: EVERYTHING,
  mine: [{ field: "owner", values: ["me"] }],
  unassigned: [{ field: "owner", values: ["none"] }],
  contact: [{ field: "action", values: ["contact"] }],
  dnc: [{ field: "action", values: ["dnc"] }],
};

export function viewHref(view: View): string {
  return inboxHref(VIEW_FILTERS[view]);
}

/** What the address of a list says beside its filter: how it looks, which page it is, which lead is open. */
export type ListPlace = {
  /** A saved view's id: its name stands above the list, and what differs from it can be saved. */
  view?: string;
  /** features/leads/list-sort.ts */
  sort?: string;
  /** features/leads/list-columns.ts, comma-separated. */
  cols?: string;
  after?: number;
  before?: number;
  lead?: number;
};

const PLACE_KEYS = ["view", "sort", "cols", "after", "before", "lead"] as const;

/** The inbox's address for a filter: everything that is needed to show the same list to somebody else. */
export function inboxHref(filter: LeadFilter, place: ListPlace = {}): string {
  return textHref(writeFilter(filter), place);
}

/** The same for a filter as it was typed, with what cannot be read in it. */
export function textHref(text: string, place: ListPlace = {}): string {
  const params = new URLSearchParams(text ? { q: text } : {});
  for (const key of PLACE_KEYS) if (place[key]) params.set(key, String(place[key]));
  return addressOf("/inbox", params);
}

/** A lead's own page, which knows the list it was opened from. */
export function leadPageHref(
  number: number,
  filter: LeadFilter,
  { tab, sort }: { tab?: string; sort?: string } = {},
): string {
  const params = filterParams(filter);
  if (sort) params.set("sort", sort);
  if (tab) params.set("tab", tab);
  return addressOf(`/leads/${number}`, params);
}

/** The one parameter that holds a filter; none for the filter that asks nothing. */
export function filterParams(filter: LeadFilter): URLSearchParams {
  return new URLSearchParams(filter.length > 0 ? { q: writeFilter(filter) } : {});
}

/** The view whose conditions the filter still holds, whatever was added to it; the list carries its name. */
export function viewOf(filter: LeadFilter): View {
  const holds = (condition: Condition) => filter.some((one) => isSameCondition(one, condition));
  return VIEWS.findLast((view) => VIEW_FILTERS[view].every(holds)) ?? "all";
}

/** Colons and commas need no escape in a query (RFC 3986, 3.4), and people read these addresses. */
function addressOf(path: string, params: URLSearchParams): string {
  return params.size > 0 ? `${path}?${String(params).replaceAll("%3A", ":").replaceAll("%2C", ",")}` : path;
}
