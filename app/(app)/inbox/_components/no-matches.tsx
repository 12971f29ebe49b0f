import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useCount } from "#components/leads/use-count.ts";
import { type PeopleNames, useFilterWords } from "#components/leads/use-filter-words.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { activeFields, EVERYTHING, type LeadFilter } from "#features/leads/lead-filter.ts";
import type { Relaxation } from "#features/leads/relax-filter.ts";
import { inboxHref } from "#features/leads/views.ts";

/** Nothing fits the filter: which condition removes most, and what would be there without it. */
export function NoMatches({
  filter,
  way,
  people,
}: {
  filter: LeadFilter;
  way: Relaxation | null;
  people: PeopleNames;
}) {
  const t = useTranslations("inbox.noMatches");
  const words = useFilterWords(people);
  const count = useCount();
  const conditions = activeFields(filter).length + (filter.q ? 1 : 0);

  function sentence({ field, found }: Relaxation) {
    const b = (text: ReactNode) => (
      <b className="font-semibold text-ink">
        <bdi>{text}</bdi>
      </b>
    );
    const counted = { b, count: found.count, countText: count(found) };
    if (field === "q") return t.rich("withoutSearch", { ...counted, q: filter.q });
    if (field === "test" && filter.test === "hidden") return t.rich("amongTests", counted);
    const chip = words.chip(field, filter);
    return t.rich("without", { ...counted, ...chip });
  }

  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-1 border-line px-4 py-16 text-center md:border-t">
      <span className="mb-4 flex size-11 items-center justify-center rounded-full bg-neutral-soft text-ink-2 [&_.lucide]:size-5">
        <SearchX />
      </span>
      <h2 className="font-semibold text-lg">{t("title", { count: conditions })}</h2>
      {way && <p className="text-ink-2 text-sm">{sentence(way)}</p>}
      <div className="mt-4 flex flex-wrap justify-center gap-2">
        {way && (
          <ButtonLink href={inboxHref(way.filter)}>
            {way.field === "test" && filter.test === "hidden" ? t("showTests") : t("remove")}
          </ButtonLink>
        )}
        {conditions > 0 && (
          <ButtonLink variant="ghost" href={inboxHref(EVERYTHING)}>
            {t("clear")}
          </ButtonLink>
        )}
      </div>
    </div>
  );
}
