import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { FilterProblem } from "#features/leads/parse-lead-filter.ts";

/** What the address asks for and no lead can have; the rest of the filter works. */
export function FilterProblems({ problems }: { problems: FilterProblem[] }) {
  const t = useTranslations("inbox");
  if (problems.length === 0) return null;
  return (
    <ul className="flex shrink-0 flex-col gap-1 px-5 pb-2 text-sm text-warn max-md:px-4 max-md:pt-2">
      {problems.map(({ field, value }) => (
        <li key={`${field} ${value}`} className="flex items-start gap-2 wrap-anywhere">
          <CircleAlert className="mt-0.5" />
          <span>{t("problem", { text: `${field}=${value}` })}</span>
        </li>
      ))}
    </ul>
  );
}
