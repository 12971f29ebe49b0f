import type { PartWords } from "#components/mapping/use-part-words.ts";

/** Data of a lead by its name; what is done to it stands in further parts. */
export function Token({ label, marks }: PartWords) {
  return (
    <span className="inline-flex min-h-5.5 max-w-full flex-wrap items-stretch overflow-hidden rounded-sm border border-accent-line/55 bg-accent-soft text-left text-sm leading-5">
      <span className="max-w-full truncate px-1.5 font-medium text-ink">{label}</span>
      {marks.map((mark) => (
        <span key={mark} className="max-w-full truncate border-accent-line/55 border-l px-1.5 text-ink-2">
          <span className="sr-only">, </span>
          {mark}
        </span>
      ))}
    </span>
  );
}
