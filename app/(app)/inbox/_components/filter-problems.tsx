import { CircleAlert } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useProblemWords } from "#components/leads/use-problem-words.ts";
import type { FilterProblem } from "#features/leads/parse-filter.ts";
import { type ListPlace, textHref } from "#features/leads/views.ts";
import { UnderlinedText } from "./underlined-text.tsx";

/** What the filter asks for and no lead can have: where it stands, what is wrong and what would be right. */
export function FilterProblems({
  text,
  problems,
  look,
}: {
  /** The filter as it was typed. */
  text: string;
  problems: FilterProblem[];
  look: ListPlace;
}) {
  const t = useTranslations("inbox.problems");
  const wordsOf = useProblemWords();
  if (problems.length === 0) return null;
  return (
    <div role="status" className="flex shrink-0 flex-col gap-1 px-5 pb-2 text-sm max-md:px-4 max-md:pt-2">
      <p className="line-clamp-3 whitespace-pre-wrap pb-1 font-mono text-ink-2 text-xs wrap-anywhere">
        <UnderlinedText text={text} problems={problems} />
      </p>
      <ul aria-label={t("label")} className="flex flex-col gap-1">
        {problems.map((problem) => {
          const { sentence, meant } = wordsOf(problem);
          const { at, length } = problem;
          return (
            <li key={`${at} ${problem.code}`} className="flex items-start gap-2 text-warn wrap-anywhere">
              <CircleAlert className="mt-0.5" />
              <span>
                {sentence}
                {meant && (
                  <Link
                    href={textHref(text.slice(0, at) + meant.text + text.slice(at + length), look)}
                    className="ml-2 inline-flex min-h-6 items-center font-medium text-ink underline underline-offset-4 max-md:min-h-11"
                  >
                    {t("useMeant", { meant: meant.name })}
                  </Link>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
