import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { FirstRun } from "#components/first-run.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { countLeads, countUnread } from "#features/leads/count-leads.ts";
import { listFilterOptions } from "#features/leads/filter-options.ts";
import { findJump } from "#features/leads/find-jump.ts";
import { EVERYTHING } from "#features/leads/lead-filter.ts";
import { mayExportLeads } from "#features/leads/lead-rights.ts";
import { listLeads } from "#features/leads/list-leads.ts";
import { listOwners } from "#features/leads/list-owners.ts";
import type { SearchParams } from "#features/leads/parse-lead-filter.ts";
import { relaxFilter } from "#features/leads/relax-filter.ts";
import { VIEW_FILTERS, viewOf } from "#features/leads/views.ts";
import { getFirstSteps } from "#features/people/first-steps.ts";
import { requireSession } from "#features/people/require-session.ts";
import { FilterBar } from "./_components/filter-bar.tsx";
import { FilterProblems } from "./_components/filter-problems.tsx";
import { InboxHead } from "./_components/inbox-head.tsx";
import { panelHref, readInboxView } from "./_components/inbox-view.ts";
import { LeadTable } from "./_components/lead-table.tsx";
import { ListFoot } from "./_components/list-foot.tsx";
import { ListKeys } from "./_components/list-keys.tsx";
import { NoMatches } from "./_components/no-matches.tsx";
import { OpenLead } from "./_components/open-lead.tsx";

export async function generateMetadata({ searchParams }: { searchParams: Promise<SearchParams> }): Promise<Metadata> {
  const { filter } = readInboxView(await searchParams);
  return { title: (await getTranslations("shell.view"))(viewOf(filter)) };
}

/** Every lead, newest first, narrowed down by the address; the open one beside the list. */
export default async function InboxPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const session = await requireSession();
  const params = await searchParams;
  const view = readInboxView(params);
  const { filter } = view;
  if (params.go) redirect(panelHref({ ...view, lead: undefined }, (await findJump(session, filter.q)) ?? undefined));

  const now = new Date();
  const [t, page, found, inView, all, unread, owners] = await Promise.all([
    getTranslations("inbox"),
    listLeads(session, filter, view, now),
    countLeads(session, filter, now),
    countLeads(session, VIEW_FILTERS[viewOf(filter)], now),
    countLeads(session, EVERYTHING, now),
    countUnread(session, filter, now),
    listOwners(session),
  ]);

  if (all.count === 0 && filter.test === "hidden") {
    return (
      <>
        <PageHeader title={t("title")} />
        <FirstRun steps={await getFirstSteps(session)} />
      </>
    );
  }

  // Not awaited: the choices come when the list is already there.
  const options = listFilterOptions(session, filter, now);
  const people = Object.fromEntries(owners.map(({ id, name }) => [id, name]));
  return (
    <div className="flex flex-1 md:h-dvh md:flex-none md:overflow-hidden">
      <section aria-label={t("list")} className="@container relative flex min-w-0 flex-1 flex-col">
        <InboxHead
          filter={filter}
          counts={{ found, view: inView, all, unread }}
          options={options}
          people={people}
          timeZone={session.timeZone}
          mayExport={mayExportLeads(session.role)}
        />
        <FilterBar filter={filter} options={options} people={people} />
        <FilterProblems problems={view.problems} />
        {page.rows.length === 0 ? (
          <NoMatches filter={filter} way={await relaxFilter(session, filter, now)} people={people} />
        ) : (
          <>
            <div className="min-h-0 flex-1 border-line md:scroll-pt-10 md:overflow-y-auto md:border-t">
              <LeadTable view={view} page={page} caption={t("caption")} now={now} timeZone={session.timeZone} />
            </div>
            <ListFoot view={view} page={page} total={found} />
          </>
        )}
        {!view.lead && <ListKeys />}
      </section>
      {view.lead && <OpenLead view={view} number={view.lead} page={page} total={found} session={session} now={now} />}
    </div>
  );
}
