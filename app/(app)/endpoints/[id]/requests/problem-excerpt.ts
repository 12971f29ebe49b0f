const CHARACTERS_EACH_SIDE = 28;

export type ProblemExcerpt = { before: string; at: string; after: string };

/** The text on both sides of a place, for lines that are too long to find it in; `line` and `column` count from 1. */
export function problemExcerpt(text: string, { line, column }: { line: number; column: number }): ProblemExcerpt {
  const whole = text.split(/\r\n?|\n/)[line - 1] ?? "";
  const at = column - 1;
  const [start, end] = [Math.max(0, at - CHARACTERS_EACH_SIDE), at + 1 + CHARACTERS_EACH_SIDE];
  return {
    before: (start > 0 ? "…" : "") + whole.slice(start, at),
    at: whole.charAt(at),
    after: whole.slice(at + 1, end) + (end < whole.length ? "…" : ""),
  };
}
