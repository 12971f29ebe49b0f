import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useCount } from "#components/leads/use-count.ts";
import { useFilterWords } from "#components/leads/use-filter-words.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { EVERYTHING } from "#features/leads/lead-filter.ts";
import type { Relaxation } from "#features/leads/relax-filter.ts";
import { inboxHref } from "#features/leads/views.ts";
import type { Filtering } from "./filtering.ts";

/** Nothing fits the filter: which condition removes most, and what would be there without it. */
export function NoMatches({ filter, look, names, way }: Filtering & { way: Relaxation | null }) {
  const t = useTranslations("inbox.noMatches");
  const words = useFilterWords(names.names);
  const count = useCount();

  function sentence({ condition, found }: Relaxation) {
    const b = (text: ReactNode) => (
      <b className="font-semibold text-ink">
        <bdi>{text}</bdi>
      </b>
    );
    const counted = { b, count: found.count, countText: count(found) };
    if (!condition) return t.rich("amongTests", counted);
    if (condition.field === "text") return t.rich("withoutSearch", { ...counted, q: condition.values.join(" ") });
    return t.rich("without", { ...counted, ...words.chip(condition) });
  }

  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-1 border-line px-4 py-16 text-center md:border-t">
      <span className="mb-4 flex size-11 items-center justify-center rounded-full bg-neutral-soft text-ink-2 [&_.lucide]:size-5">
        <SearchX />
      </span>
      <h2 className="font-semibold text-lg">{t("title", { count: filter.length })}</h2>
      {way && <p className="text-ink-2 text-sm">{sentence(way)}</p>}
      <div className="mt-4 flex flex-wrap justify-center gap-2">
        {way && (
          <ButtonLink href={inboxHref(way.filter, look)}>{way.condition ? t("remove") : t("showTests")}</ButtonLink>
        )}
        {filter.length > 0 && (
          <ButtonLink variant="ghost" href={inboxHref(EVERYTHING, { sort: look.sort, cols: look.cols })}>
            {t("clear")}
          </ButtonLink>
        )}
      </div>
    </div>
  );
}
