import { useSyncExternalStore } from "react";
import {
  type Everything,
  isSelected,
  NOTHING_SELECTED,
  rangeOf,
  type Selection,
  withLeads,
} from "#features/leads/lead-selection.ts";

// What is ticked lives here and not in a component: it outlives the pages of the list, the panel and, in the
// sessionStorage of the tab, a reload. It belongs to one filter and ends with it.

type State = {
  /** The filter of the list, as write-filter.ts writes it; null before there was one. */
  filter: string | null;
  selection: Selection;
  /** The numbers of the rows on the screen, from the top. */
  page: readonly number[];
  /** Where a range begins: the row that was ticked last. */
  anchor: number | null;
  /** On a phone rows are ticked by tapping them only while this is on. */
  isPicking: boolean;
};

const NOTHING: State = { filter: null, selection: NOTHING_SELECTED, page: [], anchor: null, isPicking: false };

let state = NOTHING;
const listeners = new Set<() => void>();

/** The list says what it shows. Another filter than before begins with nothing ticked. */
export function showList(filter: string, page: readonly number[]): void {
  if (state.filter === filter) set({ page });
  else set({ ...NOTHING, filter, page, selection: state.filter === null ? readKept(filter) : NOTHING_SELECTED });
}

export function toggleSelection(number: number): void {
  tick([number], !isSelected(state.selection, number), number);
}

/** Ticks everything between the row that was ticked last and this one. */
export function selectRange(number: number): void {
  tick(rangeOf(state.page, state.anchor, number), true, number);
}

/** Ticks all rows on the screen, or none of them. */
export function selectPage(isTicked: boolean): void {
  tick(state.page, isTicked, null);
}

/** Everything that the filter found, on every page. */
export function selectAllMatching(found: Everything): void {
  set({ selection: { kind: "all", ...found, except: [] } });
}

export function clearSelection(): void {
  set({ selection: NOTHING_SELECTED, anchor: null, isPicking: false });
}

export function pickByTapping(isPicking: boolean): void {
  if (isPicking) set({ isPicking });
  else clearSelection();
}

export function readSelection(): Selection {
  return state.selection;
}

export function useSelection(): Selection {
  return useSyncExternalStore(subscribe, readSelection, () => NOTHING_SELECTED);
}

export function useIsSelected(number: number): boolean {
  return useSyncExternalStore(
    subscribe,
    () => isSelected(state.selection, number),
    () => false,
  );
}

export function useIsPicking(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => state.isPicking,
    () => false,
  );
}

/** How many of the rows on the screen are ticked. */
export function usePageSelection(): "all" | "some" | "none" {
  return useSyncExternalStore(subscribe, pageSelection, () => "none");
}

function pageSelection(): "all" | "some" | "none" {
  const ticked = state.page.filter((number) => isSelected(state.selection, number)).length;
  if (ticked === 0) return "none";
  return ticked === state.page.length ? "all" : "some";
}

function tick(numbers: readonly number[], isTicked: boolean, anchor: number | null): void {
  set({ selection: withLeads(state.selection, numbers, isTicked), anchor });
}

function set(change: Partial<State>): void {
  state = { ...state, ...change };
  if (state.filter !== null) sessionStorage.setItem(KEY, keptAs(state.filter, state.selection));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const KEY = "buzon-selection";

function keptAs(filter: string, selection: Selection): string {
  if (selection.kind === "picked") {
    return String(new URLSearchParams({ filter, numbers: selection.numbers.join() }));
  }
  const { asOf, newest, total, isMore, except } = selection;
  return String(
    new URLSearchParams({
      filter,
      asOf,
      newest: String(newest),
      total: String(total),
      isMore: String(isMore),
      except: except.join(),
    }),
  );
}

function readKept(filter: string): Selection {
  const kept = new URLSearchParams(sessionStorage.getItem(KEY) ?? "");
  if (kept.get("filter") !== filter) return NOTHING_SELECTED;
  const numbers = (name: string) => (kept.get(name) || undefined)?.split(",").map(Number) ?? [];
  const asOf = kept.get("asOf");
  if (!asOf) return { kind: "picked", numbers: numbers("numbers") };
  return {
    kind: "all",
    asOf,
    newest: Number(kept.get("newest")),
    total: Number(kept.get("total")),
    isMore: kept.get("isMore") === "true",
    except: numbers("except"),
  };
}
