import { expect, test } from "vitest";
import { jsonLines } from "#features/leads/json-lines.ts";

const shown = (text: string, newKeys: string[] = []) =>
  jsonLines(text, newKeys).map(
    ({ segments, isNew }) =>
      `${isNew ? "+" : " "}${segments.map(({ text, isKey }) => (isKey ? `«${text}»` : text)).join("")}`,
  );

test("text that has lines keeps every one, with its keys told from its values", () => {
  expect(shown('{\n\t"a": "b",\r\n  "c" : {"a":1.50e0}\n}')).toEqual([
    " {",
    ' \t«"a"»: "b",',
    '   «"c"» : {«"a"»:1.50e0}',
    " }",
  ]);
});

test("text on one line is broken into lines and otherwise stays as it came, also twice the same key", () => {
  const text = '{"a":1.0,"a":[true,{"b":"x, y"}],"\\u0041":null}';
  expect(jsonLines(text, []).length).toBeGreaterThan(5);
  const joined = shown(text)
    .join("")
    .replace(/[\s«»]/g, "");
  expect(joined).toBe(text.replace(/\s/g, ""));
});

test("lines with keys that Buzón does not know are marked, at the place they are in", () => {
  const text = '{"UserDetails":{"Email":"a@b.example","Consent":{"Version":"2"}},"Version":"1"}';
  expect(shown(text, ["UserDetails.Consent", "Version"]).filter((line) => line.startsWith("+"))).toEqual([
    '+    «"Consent"»: {',
    '+  «"Version"»: "1"',
  ]);
});

test("text that is no JSON is shown all the same", () => {
  expect(shown("a = b\nc")).toEqual([" a = b", " c"]);
  expect(shown("[".repeat(2000)).join("").replaceAll(" ", "")).toBe("[".repeat(2000));
});
