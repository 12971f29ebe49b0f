import { isSameFilter, type LeadFilter } from "#features/leads/lead-filter.ts";
import { USUAL_SORT } from "#features/leads/list-sort.ts";
import { parseFilter } from "#features/leads/parse-filter.ts";
import { type ListPlace, VIEW_FILTERS, type View, viewOf } from "#features/leads/views.ts";
import type { SavedView } from "#features/views/list-views.ts";

/** `base`: what the view holds before anything is added to it; `isChanged`: the list shows something else, or otherwise. */
export type CurrentView = { base: LeadFilter; isChanged: boolean } & ({ saved: SavedView } | { builtIn: View });

/** The view a list is in: the saved one its address names, where this person has it, else the built-in one it narrows. */
export function currentView(saved: SavedView[], filter: LeadFilter, look: ListPlace): CurrentView {
  const named = saved.find(({ id }) => id === look.view);
  const builtIn = viewOf(filter);
  const base = named ? parseFilter(named.filter).filter : VIEW_FILTERS[builtIn];
  const isChanged =
    !isSameFilter(filter, base) ||
    (look.sort ?? USUAL_SORT) !== (named?.sort ?? USUAL_SORT) ||
    look.cols !== named?.cols;
  return { base, isChanged, ...(named ? { saved: named } : { builtIn }) };
}

/** The address of a saved view, which shows its list also to somebody who does not have the view. */
export function savedViewPlace({ id, sort, cols }: SavedView): ListPlace {
  return { view: id, sort: sort === USUAL_SORT ? undefined : sort, cols };
}
