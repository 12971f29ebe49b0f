/** As many as a filter can name (parse-filter.ts); who wants more selects everything that matches. */
export const MAX_PICKED = 1_000;

/** The leads somebody has ticked in a list. */
export type Selection =
  | { kind: "picked"; numbers: readonly number[] }
  /** All that the list's filter finds among the leads that had come at `asOf` (ISO), without a few. */
  | (Everything & { kind: "all"; except: readonly number[] });

/** What a list had found when it was read; `newest` is the number of the last lead that had come. */
export type Everything = { asOf: string; newest: number; total: number; isMore: boolean };

export const NOTHING_SELECTED: Selection = { kind: "picked", numbers: [] };

export function isSelected(selection: Selection, number: number): boolean {
  if (selection.kind === "picked") return selection.numbers.includes(number);
  return number <= selection.newest && !selection.except.includes(number);
}

/** `isMore`: at least so many, because counting stopped there. */
export function countSelected(selection: Selection): { count: number; isMore: boolean } {
  if (selection.kind === "picked") return { count: selection.numbers.length, isMore: false };
  return { count: selection.total - selection.except.length, isMore: selection.isMore };
}

/** These leads ticked or not; the others stay as they are. What would be one too many is not ticked. */
export function withLeads(selection: Selection, numbers: readonly number[], isTicked: boolean): Selection {
  if (selection.kind === "all") return { ...selection, except: changed(selection.except, numbers, !isTicked) };
  return { kind: "picked", numbers: changed(selection.numbers, numbers, isTicked) };
}

/** Everything from one row of the page to another, in either direction; `to` alone where `from` is not on the page. */
export function rangeOf(page: readonly number[], from: number | null, to: number): readonly number[] {
  const [start, end] = [from === null ? -1 : page.indexOf(from), page.indexOf(to)];
  if (start < 0 || end < 0) return [to];
  return page.slice(Math.min(start, end), Math.max(start, end) + 1);
}

/**
 * What a bulk change takes: a filter in the words of write-filter.ts and the time at which it was meant. A lead that was
 * ticked is meant even if it is a test lead, which a filter leaves out by itself.
 */
export function scopeOf(selection: Selection, listFilter: string, now: Date): { filter: string; asOf: string } {
  if (selection.kind === "picked") {
    return { filter: `number:${selection.numbers.join(",")} test:shown`, asOf: now.toISOString() };
  }
  const without = selection.except.length > 0 ? `-number:${selection.except.join(",")}` : "";
  return { filter: [listFilter, without].filter(Boolean).join(" "), asOf: selection.asOf };
}

function changed(numbers: readonly number[], some: readonly number[], isIn: boolean): readonly number[] {
  if (!isIn) return numbers.filter((number) => !some.includes(number));
  return [...new Set([...numbers, ...some])].slice(0, MAX_PICKED);
}
