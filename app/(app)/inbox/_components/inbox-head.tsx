import { useTranslations } from "next-intl";
import { useCount } from "#components/leads/use-count.ts";
import type { PeopleNames } from "#components/leads/use-filter-words.ts";
import { Mark } from "#components/ui/logo.tsx";
import type { Count } from "#features/leads/count-leads.ts";
import type { FilterOptions } from "#features/leads/filter-options.ts";
import type { LeadFilter } from "#features/leads/lead-filter.ts";
import { viewOf } from "#features/leads/views.ts";
import { ExportDialog } from "./export-dialog.tsx";
import { PhoneTools } from "./phone-tools.tsx";
import { QuickFilters } from "./quick-filters.tsx";
import { SearchBox } from "./search-box.tsx";
import { ViewMenu } from "./view-menu.tsx";

/** How many leads the filter finds, the view it narrows holds, and all views together; and those not yet read. */
export type ListCounts = { found: Count; view: Count; all: Count; unread: number };

/** The name of the view, how much of it is shown, and what can be done with all of it. */
export function InboxHead({
  filter,
  counts,
  options,
  people,
  timeZone,
  mayExport,
}: {
  filter: LeadFilter;
  counts: ListCounts;
  options: Promise<FilterOptions>;
  people: PeopleNames;
  timeZone: string;
  mayExport: boolean;
}) {
  const t = useTranslations("inbox");
  const views = useTranslations("shell.view");
  const count = useCount();
  const exported = { filter, found: counts.found, all: counts.all, people, timeZone };
  const isNarrowed = counts.found.count !== counts.view.count || counts.found.isMore !== counts.view.isMore;
  return (
    <>
      <div className="flex h-14 shrink-0 items-center gap-3 px-5 max-md:px-4">
        <span className="md:hidden">
          <Mark />
        </span>
        <h1 className="min-w-0 truncate font-semibold text-lg">
          <span className="max-md:hidden">{views(viewOf(filter))}</span>
          <span className="md:hidden">
            <ViewMenu current={viewOf(filter)} />
          </span>
        </h1>
        <p className="min-w-0 truncate text-ink-2 text-sm tabular-nums max-md:hidden">
          {t("counts", {
            isNarrowed: String(isNarrowed),
            found: count(counts.found),
            all: count(counts.view),
            unread: counts.unread,
          })}
        </p>
        <div className="ml-auto flex items-center gap-3">
          <SearchBox filter={filter} className="w-50 max-md:hidden" />
          {mayExport && (
            <>
              <span className="max-md:hidden">
                <ExportDialog {...exported} />
              </span>
              <span className="-mr-3 md:hidden">
                <ExportDialog {...exported} isPhone />
              </span>
            </>
          )}
          <PhoneTools filter={filter} options={options} people={people} search={<SearchBox filter={filter} />} />
        </div>
      </div>
      <QuickFilters filter={filter} unread={counts.unread} />
    </>
  );
}
