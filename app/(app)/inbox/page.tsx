import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { FirstRun } from "#components/first-run.tsx";
import { ListSelection } from "#components/leads/list-selection.tsx";
import { LiveList } from "#components/live/live-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listDestinationNames } from "#features/destinations/list-destination-names.ts";
import { countLeads, countUnread } from "#features/leads/count-leads.ts";
import { listFilterNames } from "#features/leads/filter-names.ts";
import { dayIn } from "#features/leads/follow-up-day.ts";
import { EVERYTHING, isSameFilter, type LeadFilter, valuesOf } from "#features/leads/lead-filter.ts";
import { mayExportLeads, mayWorkLeads } from "#features/leads/lead-rights.ts";
import { listLeads } from "#features/leads/list-leads.ts";
import { filterText, type SearchParams } from "#features/leads/parse-filter.ts";
import { relaxFilter } from "#features/leads/relax-filter.ts";
import { textHref } from "#features/leads/views.ts";
import { writeFilter } from "#features/leads/write-filter.ts";
import { newestLeadNumber } from "#features/live/count-newer.ts";
import { getFirstSteps } from "#features/people/first-steps.ts";
import { getPreferences } from "#features/people/preferences.ts";
import { requireSession } from "#features/people/require-session.ts";
import { currentView, savedViewPlace } from "#features/views/current-view.ts";
import { listViews } from "#features/views/list-views.ts";
import { mayKeepViews, mayShareViews } from "#features/views/view-rights.ts";
import { viewRows } from "../view-rows.tsx";
import { FilterBar } from "./_components/filter-bar.tsx";
import { FilterProblems } from "./_components/filter-problems.tsx";
import { goHref } from "./_components/go-href.ts";
import { InboxHead } from "./_components/inbox-head.tsx";
import { listHref, lookOf, readInboxView } from "./_components/inbox-view.ts";
import { LeadTable } from "./_components/lead-table.tsx";
import { ListFoot } from "./_components/list-foot.tsx";
import { ListKeys } from "./_components/list-keys.tsx";
import { ListOptions } from "./_components/list-options.tsx";
import { NoMatches } from "./_components/no-matches.tsx";
import { OpenLead } from "./_components/open-lead.tsx";
import { PhoneStrip } from "./_components/phone-strip.tsx";
import { SaveView } from "./_components/save-view.tsx";

export async function generateMetadata({ searchParams }: { searchParams: Promise<SearchParams> }): Promise<Metadata> {
  const view = readInboxView(await searchParams);
  const current = currentView(await listViews(await requireSession()), view.filter, lookOf(view));
  return { title: "saved" in current ? current.saved.name : (await getTranslations("shell.view"))(current.builtIn) };
}

/** Every lead, newest first, narrowed down by the address; the open one beside the list. */
export default async function InboxPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const session = await requireSession();
  const params = await searchParams;
  const view = readInboxView(params);
  const { filter } = view;
  if (params.go) redirect(await goHref(session, params));

  const look = lookOf(view);
  const current = currentView(await listViews(session), filter, look);
  const now = new Date();
  const newest = await newestLeadNumber(session.workspaceId);
  const mayWork = mayWorkLeads(session.role);
  // What is the same list is counted once.
  const countOther = (other: LeadFilter) => (isSameFilter(other, filter) ? null : countLeads(session, other, now));
  const every = countOther(EVERYTHING);
  const [t, page, inView, all, unread, names, rows, destinations, preferences] = await Promise.all([
    getTranslations("inbox"),
    listLeads(session, filter, view, now),
    isSameFilter(current.base, EVERYTHING) ? every : countOther(current.base),
    every,
    countUnread(session, filter, now),
    listFilterNames(session),
    viewRows(session),
    listDestinationNames(session),
    getPreferences(session.userId),
  ]);
  const found = page.total;

  if ((all ?? found).count === 0 && valuesOf(filter, "test").length === 0) {
    return (
      <>
        <PageHeader title={t("title")} />
        <FirstRun steps={await getFirstSteps(session)} />
      </>
    );
  }

  const filtering = { filter, look, names };
  const text = filterText(params);
  const saved = "saved" in current ? current.saved : null;
  const saving =
    current.isChanged && mayKeepViews(session)
      ? {
          q: writeFilter(filter),
          look,
          mayShare: mayShareViews(session),
          saved: saved && { ...saved, href: textHref(saved.filter, savedViewPlace(saved)) },
        }
      : null;
  return (
    <div className="flex flex-1 md:h-dvh md:flex-none md:overflow-hidden">
      <section aria-label={t("list")} className="@container relative flex min-w-0 flex-1 flex-col">
        <InboxHead
          {...filtering}
          problems={view.problems}
          current={current}
          rows={rows}
          counts={{ found, view: inView ?? found, all: all ?? found, unread }}
          saving={saving}
          timeZone={session.timeZone}
          mayExport={mayExportLeads(session.role)}
        />
        <FilterBar {...filtering} text={text}>
          {saving && <SaveView {...saving} />}
          <ListOptions view={view} density={preferences.density} />
        </FilterBar>
        <FilterProblems text={text} problems={view.problems} look={look} />
        <LiveList
          filter={writeFilter(filter)}
          newest={newest}
          firstHref={view.after || view.before ? listHref(view) : null}
          renderedAt={now.getTime()}
        >
          {page.rows.length === 0 ? (
            <NoMatches {...filtering} way={await relaxFilter(session, filter, now)} />
          ) : (
            <>
              <PhoneStrip view={view} mayWork={mayWork} />
              <ListSelection
                filter={writeFilter(filter)}
                page={page.rows.map(({ number }) => number)}
                found={{ asOf: now.toISOString(), newest, total: found.count, isMore: found.isMore }}
                people={names.owners}
                destinations={destinations}
                today={dayIn(session.timeZone, now)}
                userId={session.userId}
                role={session.role}
                hasKeys={preferences.singleKeys}
              >
                <LeadTable
                  view={view}
                  page={page}
                  density={preferences.density}
                  mayWork={mayWork}
                  now={now}
                  timeZone={session.timeZone}
                />
              </ListSelection>
              <ListFoot view={view} page={page} total={found} hasKeys={preferences.singleKeys} mayWork={mayWork} />
            </>
          )}
        </LiveList>
        {!view.lead && <ListKeys />}
      </section>
      {view.lead && <OpenLead view={view} number={view.lead} page={page} total={found} session={session} now={now} />}
    </div>
  );
}
