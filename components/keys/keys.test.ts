import { describe, expect, test } from "vitest";
import { matchKey, type Pressed } from "#components/keys/match-key.ts";
import { isSingleKey, SHORTCUT_GROUPS, SHORTCUTS } from "#components/keys/shortcuts.ts";
import en from "#messages/en.json" with { type: "json" };
import es from "#messages/es.json" with { type: "json" };

/** What the design promises. */
const PROMISED: [keys: string, id: string][] = [
  ["mod+k", "palette"],
  ["/", "search"],
  ["f", "filter"],
  ["g i", "goInbox"],
  ["g d", "goDeliveries"],
  ["g r", "goReports"],
  ["g e", "goEndpoints"],
  ["g t", "goDestinations"],
  ["a", "assign"],
  ["u", "read"],
  ["r", "send"],
  ["c", "copyEmail"],
  ["j", "next"],
  ["k", "previous"],
  ["ArrowDown", "next"],
  ["ArrowUp", "previous"],
  ["Enter", "open"],
  ["Escape", "close"],
  ["x", "select"],
  ["shift+x", "selectRange"],
  ["s", "status"],
  ["n", "note"],
  ["e", "export"],
  ["?", "help"],
  ["1", "statusNew"],
  ["2", "statusContacted"],
  ["3", "statusQualified"],
  ["4", "statusClosed"],
  ["i", "assignMe"],
  ["t", "tags"],
];

const IDS = SHORTCUTS.map(({ id }) => id);

test("every promised shortcut is in the table and there is no other", () => {
  const table = SHORTCUTS.flatMap(({ id, keys }) => keys.map((each) => [each, id]));
  expect(table.toSorted()).toEqual(PROMISED.toSorted());
});

test("no two shortcuts share a key, and no key of its own begins a pair", () => {
  const keys: string[] = SHORTCUTS.flatMap((shortcut) => [...shortcut.keys]);
  expect(new Set(keys).size).toBe(keys.length);
  const firsts = keys.filter((each) => each.includes(" ")).map((each) => each.split(" ")[0]);
  expect(keys.filter((each) => firsts.includes(each))).toEqual([]);
});

test("the help shows each of them once and has words for it in both languages", () => {
  expect(Object.values(SHORTCUT_GROUPS).flat().toSorted()).toEqual(IDS.toSorted());
  for (const messages of [en, es]) expect(Object.keys(messages.keys.shortcut).toSorted()).toEqual(IDS.toSorted());
});

describe("a key", () => {
  test("is found whatever its case, and signs with and without Shift", () => {
    expect(matchKey(pressed("j"), null, true)).toEqual({ id: "next" });
    expect(matchKey(pressed("J"), null, true)).toEqual({ id: "next" });
    expect(matchKey(pressed("?", { shiftKey: true }), null, true)).toEqual({ id: "help" });
    expect(matchKey(pressed("/", { shiftKey: true }), null, true)).toEqual({ id: "search" });
    expect(matchKey(pressed("X", { shiftKey: true }), null, true)).toEqual({ id: "selectRange" });
  });

  test("is nobody's with a modifier, but for ⌘K and Ctrl K", () => {
    for (const modifier of ["metaKey", "ctrlKey", "altKey"]) {
      expect(matchKey(pressed("c", { [modifier]: true }), null, true)).toBeNull();
      expect(matchKey(pressed("Enter", { [modifier]: true }), null, true)).toBeNull();
    }
    expect(matchKey(pressed("A", { shiftKey: true }), null, true)).toBeNull();
    expect(matchKey(pressed("k", { metaKey: true }), null, true)).toEqual({ id: "palette" });
    expect(matchKey(pressed("K", { ctrlKey: true }), null, true)).toEqual({ id: "palette" });
    expect(matchKey(pressed("k", { ctrlKey: true, shiftKey: true }), null, true)).toBeNull();
  });

  test("after g goes somewhere, and means itself where it goes nowhere", () => {
    expect(matchKey(pressed("g"), null, true)).toEqual({ first: "g" });
    expect(matchKey(pressed("i"), "g", true)).toEqual({ id: "goInbox" });
    expect(matchKey(pressed("i"), null, true)).toEqual({ id: "assignMe" });
    expect(matchKey(pressed("n"), "g", true)).toEqual({ id: "note" });
  });

  test("that is held down only moves", () => {
    expect(matchKey(pressed("j", { repeat: true }), null, true)).toEqual({ id: "next" });
    expect(matchKey(pressed("x", { repeat: true }), null, true)).toBeNull();
  });

  test("that only writes a letter of another script is left to it", () => {
    expect(matchKey(pressed("a", { isComposing: true }), null, true)).toBeNull();
  });
});

test("turned off, no letter, digit or sign does anything, while arrows, Enter, Escape and the palette still do", () => {
  const left = PROMISED.map(([keys]) => keys).filter((keys) => !isSingleKey(keys));
  expect(left).toEqual(["mod+k", "ArrowDown", "ArrowUp", "Enter", "Escape"]);
  for (const key of ["j", "g", "/", "?", "1"]) expect(matchKey(pressed(key), null, false)).toBeNull();
  expect(matchKey(pressed("i"), "g", false)).toBeNull();
  expect(matchKey(pressed("ArrowDown"), null, false)).toEqual({ id: "next" });
  expect(matchKey(pressed("k", { ctrlKey: true }), null, false)).toEqual({ id: "palette" });
});

function pressed(key: string, given: Partial<Pressed> = {}): Pressed {
  const none = { shiftKey: false, metaKey: false, ctrlKey: false, altKey: false, repeat: false, isComposing: false };
  return { key, ...none, ...given };
}
