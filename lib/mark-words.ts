import { foldText } from "#lib/fold.ts";

export type MarkedPart = { text: string; isMarked: boolean };

/**
 * The text in parts, of which those are marked that hold one of the words as a search compares them: without case and
 * accents. Whole letters with all their accents; the parts together are the text.
 */
export function markWords(text: string, words: readonly string[]): MarkedPart[] {
  const sought = words.map(fold).filter(Boolean);
  if (sought.length === 0) return [{ text, isMarked: false }];

  const letters = [...SEGMENTER.segment(text)].map(({ segment }) => segment);
  const folded = foldLetters(letters);
  const whole = folded.join("");
  const starts: number[] = [];
  for (let at = 0, index = 0; index < folded.length; index += 1) {
    starts.push(at);
    at += folded[index]?.length ?? 0;
  }

  const found = sought.flatMap((word) => placesOf(word, whole));
  const isMarked = (index: number) => {
    const from = starts[index] ?? 0;
    const to = from + (folded[index]?.length ?? 0);
    return found.some((place) =>
      from === to ? place.from < from && from < place.to : place.from < to && from < place.to,
    );
  };

  const parts: MarkedPart[] = [];
  for (const [index, letter] of letters.entries()) {
    const last = parts.at(-1);
    if (last?.isMarked === isMarked(index)) last.text += letter;
    else parts.push({ text: letter, isMarked: isMarked(index) });
  }
  return parts;
}

const SEGMENTER = new Intl.Segmenter("und", { granularity: "grapheme" });

/** A Greek word ends in a letter that stands for the same sound as the one within. */
function fold(text: string): string {
  return foldText(text).replaceAll("ς", "σ");
}

/** Each letter as it is compared: spaces in a row are one. */
function foldLetters(letters: string[]): string[] {
  let isAfterSpace = false;
  return letters.map((letter) => {
    const isSpace = letter.trim() === "";
    const folded = isSpace ? (isAfterSpace ? "" : " ") : fold(letter);
    isAfterSpace = isSpace;
    return folded;
  });
}

function placesOf(word: string, whole: string): { from: number; to: number }[] {
  const places = [];
  for (let at = whole.indexOf(word); at >= 0; at = whole.indexOf(word, at + word.length)) {
    places.push({ from: at, to: at + word.length });
  }
  return places;
}
