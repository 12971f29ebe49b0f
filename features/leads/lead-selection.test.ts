import { expect, test } from "vitest";
import {
  countSelected,
  isSelected,
  MAX_PICKED,
  NOTHING_SELECTED,
  rangeOf,
  type Selection,
  scopeOf,
  withLeads,
} from "#features/leads/lead-selection.ts";
import { parseFilter } from "#features/leads/parse-filter.ts";

const NOW = new Date("2026-03-02T10:00:00Z");
const ALL: Selection = {
  kind: "all",
  asOf: "2026-03-02T09:00:00.000Z",
  newest: 900,
  total: 450,
  isMore: false,
  except: [],
};

test("leads are ticked and ticked off one by one, whatever else is ticked", () => {
  const two = withLeads(withLeads(NOTHING_SELECTED, [7], true), [9, 7], true);
  expect(countSelected(two)).toEqual({ count: 2, isMore: false });
  expect(isSelected(two, 9)).toBe(true);
  expect(withLeads(two, [7], false)).toEqual({ kind: "picked", numbers: [9] });
});

test("of everything that matches, single leads can be left out and taken in again", () => {
  const but = withLeads(ALL, [3, 4], false);
  expect(countSelected(but)).toEqual({ count: 448, isMore: false });
  expect([isSelected(but, 3), isSelected(but, 5)]).toEqual([false, true]);
  expect(withLeads(but, [3, 4], true)).toEqual(ALL);
});

test("a lead that came after everything was selected is not meant", () => {
  expect([isSelected(ALL, 900), isSelected(ALL, 901)]).toEqual([true, false]);
});

test("a range goes from the last row to this one, upwards too", () => {
  const page = [50, 40, 30, 20, 10];
  expect(rangeOf(page, 40, 20)).toEqual([40, 30, 20]);
  expect(rangeOf(page, 10, 30)).toEqual([30, 20, 10]);
});

test("a range that began on another page is one row", () => {
  expect(rangeOf([50, 40], 99, 40)).toEqual([40]);
  expect(rangeOf([50, 40], null, 40)).toEqual([40]);
});

test("ticked leads are meant by their numbers, test leads too", () => {
  const { filter, asOf } = scopeOf({ kind: "picked", numbers: [12, 5] }, "country:DE", NOW);
  expect(asOf).toBe("2026-03-02T10:00:00.000Z");
  expect(parseFilter(filter)).toEqual({
    filter: [
      { field: "number", values: ["12", "5"] },
      { field: "test", values: ["shown"] },
    ],
    problems: [],
  });
});

test("everything that matches is meant by the filter and its time, not by numbers", () => {
  expect(scopeOf(ALL, "country:DE", NOW)).toEqual({ filter: "country:DE", asOf: ALL.asOf });
  expect(scopeOf(ALL, "", NOW)).toEqual({ filter: "", asOf: ALL.asOf });
  expect(scopeOf(withLeads(ALL, [3, 4], false), "country:DE", NOW).filter).toBe("country:DE -number:3,4");
});

test("as many leads as can be ticked are all in the filter", () => {
  const many = Array.from({ length: MAX_PICKED + 5 }, (_, at) => 999_999_999 - at);
  const selection = withLeads(NOTHING_SELECTED, many, true);
  expect(countSelected(selection).count).toBe(MAX_PICKED);
  const { filter, problems } = parseFilter(scopeOf(selection, "", NOW).filter);
  expect(problems).toEqual([]);
  expect(filter[0]?.values).toHaveLength(MAX_PICKED);
});
