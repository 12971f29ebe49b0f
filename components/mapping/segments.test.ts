import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type ChipPart,
  insertAtom,
  insertText,
  removeAtom,
  toParts,
  toSegments,
} from "#components/mapping/segments.ts";
import type { FieldPart, MappingPart } from "#connectors/connector.ts";

const company: FieldPart = { kind: "field", field: "company" };
const email: FieldPart = { kind: "field", field: "email", transform: "lower" };
const either: MappingPart = { kind: "first", fields: [company, email] };

const anyPart: fc.Arbitrary<MappingPart> = fc.oneof(
  fc.record({ kind: fc.constant("text" as const), text: fc.string({ unit: fc.constantFrom("a", " ", "\n", "é") }) }),
  fc.constantFrom(company, email, either),
);

const read = (parts: MappingPart[]) =>
  parts.map((part) => (part.kind === "text" ? part.text : `[${namesOf(part)}]`)).join("");

const namesOf = (part: ChipPart) => (part.kind === "first" ? part.fields : [part]).map(({ field }) => field).join("|");

test("a value says the same after it was drawn, whatever it is made of", () => {
  fc.assert(fc.property(fc.array(anyPart), (parts) => read(toParts(toSegments(parts))) === read(parts)));
});

test("there is a text before, between and behind all chips", () => {
  fc.assert(
    fc.property(fc.array(anyPart), (parts) => {
      const { texts, atoms } = toSegments(parts);
      return texts.length === atoms.length + 1;
    }),
  );
});

test("a chip put into the middle of a text splits it, and typing goes on behind the chip", () => {
  const { segments, caret } = insertAtom(
    toSegments([{ kind: "text", text: "for now" }]),
    { text: 0, offset: 4 },
    company,
  );

  expect(read(toParts(segments))).toBe("for [company]now");
  expect(caret).toEqual({ text: 1, offset: 0 });
});

test("taking a chip away joins the texts around it and leaves the caret between them", () => {
  const value = toSegments([{ kind: "text", text: "at " }, company, { kind: "text", text: " today" }]);

  const { segments, caret } = removeAtom(value, 0);

  expect(toParts(segments)).toEqual([{ kind: "text", text: "at  today" }]);
  expect(caret).toEqual({ text: 0, offset: 3 });
});

test("pasted lines stay lines where the field has them and become one line where it has not", () => {
  const empty = toSegments([]);
  const paste = (multiline: boolean) => insertText(empty, { text: 0, offset: 0 }, "one\r\ntwo", multiline);

  expect(toParts(paste(true).segments)).toEqual([{ kind: "text", text: "one\ntwo" }]);
  expect(paste(true).caret).toEqual({ text: 1, offset: 3 });
  expect(toParts(paste(false).segments)).toEqual([{ kind: "text", text: "one two" }]);
});
