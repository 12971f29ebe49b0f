import type { FilterProblem } from "#features/leads/parse-filter.ts";

/** The text with what could not be read underlined. */
export function UnderlinedText({ text, problems }: { text: string; problems: FilterProblem[] }) {
  const isWrong = (at: number) => problems.some((problem) => problem.at <= at && at < problem.at + problem.length);
  const edges = [...new Set([0, text.length, ...problems.flatMap(({ at, length }) => [at, at + length])])]
    .filter((edge) => edge <= text.length)
    .sort((a, b) => a - b);
  return edges.slice(0, -1).map((from, index) => {
    const part = text.slice(from, edges[index + 1]);
    return isWrong(from) ? (
      <span key={from} className="underline decoration-2 decoration-warn-icon decoration-wavy">
        {part}
      </span>
    ) : (
      part
    );
  });
}
