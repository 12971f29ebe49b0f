import { expect, test } from "vitest";
import { problemExcerpt } from "./problem-excerpt.ts";

test("the place in a long line stands between what is before and after it", () => {
  const text = `{\r\n"a": "${"x".repeat(100)}" "b": "${"y".repeat(100)}"}`;
  expect(problemExcerpt(text, { line: 2, column: 109 })).toEqual({
    before: `…${"x".repeat(26)}" `,
    at: '"',
    after: `b": "${"y".repeat(23)}…`,
  });
});

test("a place behind the end of the text is empty and has only what is before it", () => {
  expect(problemExcerpt('{"a": 1', { line: 1, column: 8 })).toEqual({ before: '{"a": 1', at: "", after: "" });
});
