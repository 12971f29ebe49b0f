import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Hatch } from "#components/charts/hatch.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { SearchParams } from "#features/leads/parse-filter.ts";
import { requireSession } from "#features/people/require-session.ts";
import { dayAt } from "#features/reports/calendar-day.ts";
import { countForwarding } from "#features/reports/count-forwarding.ts";
import { getReport } from "#features/reports/get-report.ts";
import { leadsOf } from "#features/reports/leads-of.ts";
import { listChoices } from "#features/reports/list-choices.ts";
import { daysOfForm } from "#features/reports/period.ts";
import { readScope, reportHref } from "#features/reports/report-scope.ts";
import { ActionMatrix } from "./_components/action-matrix.tsx";
import { Delivered } from "./_components/delivered.tsx";
import { Figures } from "./_components/figures.tsx";
import { LeadsOverTime } from "./_components/leads-over-time.tsx";
import { NoLeads } from "./_components/no-leads.tsx";
import { ReportNote } from "./_components/report-note.tsx";
import { ScopeBar } from "./_components/scope-bar.tsx";
import { ShareList } from "./_components/share-list.tsx";
import { TouchTimes } from "./_components/touch-times.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports"))("title") };
}

/** What came in, from where, and what became of it. Every figure leads to its leads. */
export default async function ReportsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const session = await requireSession();
  const params = await searchParams;
  const now = new Date();
  const today = dayAt(now, session.timeZone);
  const scope = readScope(params, today);
  const chosenDays = daysOfForm(params.from, params.to);
  if (chosenDays) redirect(reportHref({ ...scope, received: chosenDays }));

  // Not awaited: what became of the leads comes when the rest is already there.
  const forwarding = countForwarding(session, scope, now);
  const [t, report] = await Promise.all([getTranslations("reports"), getReport(session, scope, now)]);
  const choices = await listChoices(session, report, now);
  const isEmpty = report.totals.current.received === 0;

  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          <ScopeBar scope={scope} choices={choices} today={today} timeZone={session.timeZone} isEmpty={isEmpty} />
        }
      >
        {isEmpty ? null : <Figures report={report} forwarding={forwarding} today={today} />}
      </PageHeader>
      {isEmpty ? (
        <NoLeads scope={scope} today={today} />
      ) : (
        <div className="px-4 md:px-6">
          <Hatch />
          <div className="grid gap-x-10 gap-y-8 border-line border-b py-6 xl:grid-cols-[minmax(0,7fr)_minmax(0,3fr)]">
            <LeadsOverTime report={report} today={today} />
            <ShareList report={report} field="offer" counts={report.groups.byOffer} leadsOf={leadsOf.offer} />
          </div>
          <div className="grid gap-x-9 gap-y-8 py-6 md:grid-cols-2 xl:grid-cols-[minmax(0,19fr)_minmax(0,10fr)_minmax(0,10fr)_minmax(0,12fr)]">
            <ActionMatrix report={report} />
            <ShareList report={report} field="country" counts={report.groups.byCountry} leadsOf={leadsOf.country} />
            <TouchTimes report={report} />
            <Delivered scope={scope} forwarding={forwarding} />
          </div>
          <ReportNote scope={scope} today={today} timeZone={session.timeZone} />
        </div>
      )}
    </>
  );
}
