import { foldText } from "#lib/fold.ts";

/** The option whose text is most like the given one, or null when there is none. */
export function nearest<Option>(text: string, options: Option[], textOf: (option: Option) => string): Option | null {
  let best: { option: Option; score: number } | null = null;
  for (const option of options) {
    const score = likeness(text, textOf(option));
    if (!best || score > best.score) best = { option, score };
  }
  return best?.option ?? null;
}

/**
 * 0 to 1: the share of pairs of neighbouring letters that two texts have in common (Sørensen and Dice), which bears
 * other endings, other orders of words and typing mistakes. One that stands whole in the other counts for more.
 */
export function likeness(one: string, other: string): number {
  const [a, b] = [lettersOf(one), lettersOf(other)];
  if (a === b) return 1;
  if (!a || !b) return 0;
  const [pairsA, pairsB] = [pairsOf(a), pairsOf(b)];
  const common = pairsA.filter((pair) => pairsB.includes(pair)).length;
  const dice = (2 * common) / Math.max(1, pairsA.length + pairsB.length);
  return a.includes(b) || b.includes(a) ? Math.max(dice, 0.6) : Math.min(dice, 0.99);
}

/** Letters and digits without case and accents: "Last_Name" and "last name" are one. */
export function lettersOf(text: string): string {
  return foldText(text).replace(/[^\p{L}\p{N}]/gu, "");
}

function pairsOf(letters: string): string[] {
  return [...new Set(Array.from(letters, (_, index) => letters.slice(index, index + 2)))];
}
