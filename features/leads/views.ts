import { EVERYTHING, type LeadFilter, leadFilterParams } from "#features/leads/lead-filter.ts";

export const VIEWS = ["all", "mine", "unassigned", "contact", "dnc"] as const;
export type View = (typeof VIEWS)[number];

/** The built-in views are filters and nothing more: the address of a view is the address of its filter. */
export const VIEW_FILTERS: Record<View, LeadFilter> = {
  all: EVERYTHING,
  mine: { ...EVERYTHING, owner: ["me"] },
  unassigned: { ...EVERYTHING, owner: ["none"] },
  contact: { ...EVERYTHING, action: ["contact"] },
  dnc: { ...EVERYTHING, action: ["dnc"] },
};

export function viewHref(view: View): string {
  return inboxHref(VIEW_FILTERS[view]);
}

/** The inbox's address for a filter, with the page and the open lead where they matter. */
export function inboxHref(filter: LeadFilter, place: { after?: number; before?: number; lead?: number } = {}): string {
  const params = leadFilterParams(filter);
  for (const key of ["after", "before", "lead"] as const) if (place[key]) params.set(key, String(place[key]));
  return params.size > 0 ? `/inbox?${params}` : "/inbox";
}

/** A lead's own page, which knows the list it was opened from. */
export function leadPageHref(number: number, filter: LeadFilter, tab?: string): string {
  const params = leadFilterParams(filter);
  if (tab) params.set("tab", tab);
  return params.size > 0 ? `/leads/${number}?${params}` : `/leads/${number}`;
}

/** The view whose condition the filter still holds, whatever was added to it; the list carries its name. */
export function viewOf(filter: LeadFilter): View {
  const isIn = (view: View) =>
    (["action", "owner"] as const).every((field) => {
      const wanted: readonly string[] = VIEW_FILTERS[view][field];
      return wanted.length === 0 || (filter[field].length === 1 && filter[field][0] === wanted[0]);
    });
  return VIEWS.findLast(isIn) ?? "all";
}
