import fc from "fast-check";
import { expect, test } from "vitest";
import { foldText } from "#lib/fold.ts";
import { markWords } from "#lib/mark-words.ts";

const marked = (text: string, ...words: string[]) =>
  markWords(text, words)
    .map(({ text, isMarked }) => (isMarked ? `[${text}]` : text))
    .join("");

test("marks what a search finds, whatever the case and the accents", () => {
  expect(marked("Núñez & Ñandú", "nunez")).toBe("[Núñez] & Ñandú");
  expect(marked("Nu\u0301n\u0303ez", "NÚÑEZ")).toBe("[Nu\u0301n\u0303ez]");
  expect(marked("Straße & Söhne", "strasse", "sohn")).toBe("[Straße] & [Söhn]e");
  expect(marked("ΟΔΟΣ", "οδος")).toBe("[ΟΔΟΣ]");
  expect(marked("Contoso Contoso", "so")).toBe("Conto[so] Conto[so]");
});

test("marks across spaces that were typed twice, and parts of a letter as the whole letter", () => {
  expect(marked("Ada   Lovelace", "ada lovelace")).toBe("[Ada   Lovelace]");
  expect(marked("Œuvre", "e")).toBe("[Œ]uvr[e]");
  expect(marked("👩‍👩‍👧 Family", "family")).toBe("👩‍👩‍👧 [Family]");
});

test("marks nothing without words, and takes signs of patterns as they are", () => {
  expect(marked("Ada")).toBe("Ada");
  expect(marked("Ada", "", "  ")).toBe("Ada");
  expect(marked("100% of (all)", "% of (")).toBe("100[% of (]all)");
});

test("the parts are the text, and something is marked wherever a search would find the word", () => {
  const texts = fc.string({
    unit: fc.constantFrom("a", "Á", "ß", "Σ", " ", "e\u0301", "İ", "한", "م", "-"),
    maxLength: 12,
  });
  fc.assert(
    fc.property(texts, texts, (text, word) => {
      const parts = markWords(text, [word]);
      expect(parts.map((part) => part.text).join("")).toBe(text);
      const isFound = foldText(word) !== "" && foldText(text).includes(foldText(word));
      if (isFound) expect(parts.some(({ isMarked }) => isMarked)).toBe(true);
    }),
  );
});
