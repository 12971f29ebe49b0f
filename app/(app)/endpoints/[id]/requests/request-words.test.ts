import { printParseErrorCode } from "jsonc-parser";
import { expect, test } from "vitest";
import en from "#messages/en.json" with { type: "json" };
import { rejectionReason } from "./request-words.ts";

test("every way not to be JSON has its sentence", () => {
  const names = Array.from({ length: 100 }, (_, code) => printParseErrorCode(code)).filter(
    (name) => !name.includes(" "),
  );
  const codes = names.map((name) => name.replace(/(?<=[a-z])[A-Z]/g, "_$&").toLowerCase());
  expect(codes.length).toBeGreaterThan(10);
  expect(Object.keys(en.requests.syntax).sort()).toEqual(codes.sort());
});

test("a body that was too large is called so, whatever else is wrong with it", () => {
  expect(rejectionReason({ state: "too_large", problem: null })).toBe("too_large");
  expect(rejectionReason({ state: "unreadable", problem: { code: "comma_expected", line: 1, column: 2 } })).toBe(
    "invalid_json",
  );
});
