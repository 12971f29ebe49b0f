import { Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCount } from "#components/leads/use-count.ts";
import type { ViewRow } from "#components/shell/view-row.ts";
import { Mark } from "#components/ui/logo.tsx";
import type { Count } from "#features/leads/count-leads.ts";
import { splitFilter } from "#features/leads/lead-filter.ts";
import type { CurrentView } from "#features/views/current-view.ts";
import { ExportDialog } from "./export-dialog.tsx";
import type { Filtering } from "./filtering.ts";
import type { InboxView } from "./inbox-view.ts";
import { PhoneTools } from "./phone-tools.tsx";
import { QuickFilters } from "./quick-filters.tsx";
import { SaveView, type Saving } from "./save-view.tsx";
import { SearchBox } from "./search-box.tsx";
import { ViewMenu } from "./view-menu.tsx";

/** How many leads the filter finds, the view it narrows holds, and all views together; and those not yet read. */
export type ListCounts = { found: Count; view: Count; all: Count; unread: number };

/** The name of the view, how much of it is shown, and what can be done with all of it. */
export function InboxHead({
  problems,
  current,
  rows,
  counts,
  saving,
  timeZone,
  mayExport,
  ...filtering
}: Filtering & {
  problems: InboxView["problems"];
  current: CurrentView;
  rows: ViewRow[];
  counts: ListCounts;
  /** Null where there is nothing to save. */
  saving: Saving | null;
  timeZone: string;
  mayExport: boolean;
}) {
  const t = useTranslations("inbox");
  const builtIn = useTranslations("shell.view");
  const views = useTranslations("views");
  const count = useCount();
  const { filter, look, names } = filtering;
  const isSaved = "saved" in current;
  const title = isSaved ? current.saved.name : builtIn(current.builtIn);
  const exported = { filter, sort: look.sort, found: counts.found, all: counts.all, people: names.names, timeZone };
  const isNarrowed = counts.found.count !== counts.view.count || counts.found.isMore !== counts.view.isMore;
  const search = { ...filtering, problems };
  return (
    <>
      <div className="flex h-14 shrink-0 items-center gap-3 px-5 max-md:px-4">
        <span className="md:hidden">
          <Mark />
        </span>
        <h1 className="flex min-w-0 items-center gap-2 truncate font-semibold text-lg">
          <bdi className="truncate max-md:hidden" title={isSaved ? title : undefined}>
            {title}
          </bdi>
          <span className="min-w-0 md:hidden">
            <ViewMenu title={title} current={isSaved ? current.saved.id : current.builtIn} rows={rows} />
          </span>
        </h1>
        {isSaved && !current.saved.isOwn && (
          <span
            className="flex items-center gap-1 text-ink-3 max-md:hidden"
            title={views("sharedBy", { name: current.saved.ownerName })}
          >
            <Users aria-hidden />
            <span className="sr-only">{views("sharedBy", { name: current.saved.ownerName })}</span>
          </span>
        )}
        <p className="min-w-0 truncate text-ink-2 text-sm tabular-nums max-md:hidden">
          {t("counts", {
            isNarrowed: String(isNarrowed),
            found: count(counts.found),
            all: count(counts.view),
            unread: counts.unread,
          })}
        </p>
        <div className="ml-auto flex items-center gap-3">
          <SearchBox id="search-leads" {...search} className="w-50 focus-within:w-96 max-md:hidden" />
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
          <PhoneTools
            {...filtering}
            search={<SearchBox {...search} />}
            save={saving && <SaveView {...saving} />}
            isSearched={splitFilter(filter).words.length > 0 || problems.length > 0}
          />
        </div>
      </div>
      <QuickFilters filter={filter} look={look} unread={counts.unread} />
    </>
  );
}
