import { expect, test } from "vitest";
import { noteParts, plainNote, withMentions } from "#features/leads/note-text.ts";

const ana = { id: "0190a000-0000-7000-8000-000000000001", name: "Ana" };
const torres = { id: "0190a000-0000-7000-8000-000000000002", name: "Ana Torres" };
const namesake = { id: "0190a000-0000-7000-8000-000000000003", name: "Ana" };
const people = [ana, torres];

test("who is named by their whole name is mentioned, the longest name first, whatever its case", () => {
  const { note, mentioned } = withMentions("@ana torres and @Ana, please call.", people);
  expect(mentioned).toEqual([torres.id, ana.id]);
  expect(noteParts(note, people)).toEqual([
    { mention: torres },
    { text: " and " },
    { mention: ana },
    { text: ", please call." },
  ]);
  expect(plainNote(note, people)).toBe("@Ana Torres and @Ana, please call.");
});

test("an address, a longer name and a stranger are not mentions", () => {
  const typed = "mail ana@ana.example, ask @Anabel and @Max";
  expect(withMentions(typed, people)).toEqual({ note: typed, mentioned: [] });
});

test("of two people with one name the picked one is meant", () => {
  expect(withMentions("@Ana", [ana, namesake], [namesake.id]).mentioned).toEqual([namesake.id]);
  expect(withMentions("@Ana", [ana, namesake]).mentioned).toEqual([ana.id]);
});

test("an id that somebody types mentions nobody", () => {
  const { note, mentioned } = withMentions(`@[${ana.id}]`, people);
  expect(mentioned).toEqual([]);
  expect(noteParts(note, people)).toEqual([{ text: `@ [${ana.id}]` }]);
});
