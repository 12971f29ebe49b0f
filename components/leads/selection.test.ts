import { beforeEach, expect, test, vi } from "vitest";

const FOUND = { asOf: "2026-03-02T10:00:00.000Z", newest: 9, total: 450, isMore: false };

let kept: Map<string, string>;

/** A tab as it is after a reload: the store is new, what it kept is there. */
async function openTab() {
  vi.resetModules();
  return import("#components/leads/selection.ts");
}

beforeEach(() => {
  kept = new Map();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});

test("what is ticked stays ticked on the next page of the list", async () => {
  const tab = await openTab();
  tab.showList("country:DE", [9, 8, 7]);
  tab.toggleSelection(8);
  tab.showList("country:DE", [6, 5, 4]);
  tab.toggleSelection(4);
  expect(tab.readSelection()).toEqual({ kind: "picked", numbers: [8, 4] });
});

test("another filter begins with nothing ticked", async () => {
  const tab = await openTab();
  tab.showList("country:DE", [9, 8, 7]);
  tab.toggleSelection(8);
  tab.showList("country:AT", [8, 3]);
  expect(tab.readSelection()).toEqual({ kind: "picked", numbers: [] });
});

test("what is ticked outlives a reload of the same list, and of no other", async () => {
  const before = await openTab();
  before.showList("country:DE", [9, 8, 7]);
  before.toggleSelection(8);
  before.toggleSelection(9);
  const other = await openTab();
  other.showList("country:AT", [9, 8, 7]);
  expect(other.readSelection()).toEqual({ kind: "picked", numbers: [] });

  before.toggleSelection(7);
  const same = await openTab();
  same.showList("country:DE", [9, 8, 7]);
  expect(same.readSelection()).toEqual({ kind: "picked", numbers: [8, 9, 7] });
});

test("everything that matches outlives a reload, with its time and what was left out", async () => {
  const before = await openTab();
  before.showList("country:DE", [9, 8, 7]);
  before.selectAllMatching(FOUND);
  before.toggleSelection(8);
  const after = await openTab();
  after.showList("country:DE", [9, 8, 7]);
  expect(after.readSelection()).toEqual(before.readSelection());
  expect(after.readSelection()).toMatchObject({ kind: "all", total: 450, except: [8] });
});

test("a range goes from the row ticked last to this one", async () => {
  const tab = await openTab();
  tab.showList("", [9, 8, 7, 6, 5]);
  tab.toggleSelection(8);
  tab.selectRange(6);
  tab.selectRange(9);
  expect(tab.readSelection()).toEqual({ kind: "picked", numbers: [8, 7, 6, 9] });
});

test("the head of the list ticks the rows on the screen and no others", async () => {
  const tab = await openTab();
  tab.showList("", [9, 8]);
  tab.selectPage(true);
  tab.showList("", [7, 6]);
  tab.selectPage(true);
  tab.selectPage(false);
  expect(tab.readSelection()).toEqual({ kind: "picked", numbers: [9, 8] });
});

test("clearing ends a selection of everything too", async () => {
  const tab = await openTab();
  tab.showList("", [9, 8]);
  tab.selectAllMatching(FOUND);
  tab.clearSelection();
  expect(tab.readSelection()).toEqual({ kind: "picked", numbers: [] });
});
