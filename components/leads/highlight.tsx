import { markWords } from "#lib/mark-words.ts";

/** The text with the words of a search marked in it, wherever they stand; accents and case do not matter. */
export function Highlight({ text, words }: { text: string; words: readonly string[] }) {
  return markWords(text, words).map(({ text: part, isMarked }, index) =>
    isMarked ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
      <mark key={index} className="rounded-sm bg-accent-soft text-inherit">
        {part}
      </mark>
    ) : (
      part
    ),
  );
}
