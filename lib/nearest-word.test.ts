import { expect, test } from "vitest";
import { nearestWord } from "#lib/nearest-word.ts";

const WORDS = ["status", "country", "tag", "owner", "delivery"] as const;

test("knows a word by its beginning and with a letter missing, added or changed", () => {
  expect(["sta", "stauts", "contry", "tags", "ower", "delivry"].map((word) => nearestWord(word, WORDS))).toEqual([
    "status",
    "status",
    "country",
    "tag",
    "owner",
    "delivery",
  ]);
});

test("guesses nothing for a word of its own", () => {
  expect(["x", "company", "http", ""].map((word) => nearestWord(word, WORDS))).toEqual([null, null, null, null]);
});
