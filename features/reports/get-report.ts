import type { Reader } from "#features/leads/lead-conditions.ts";
import { type Compared, comparePeriods, type LeadTotals } from "#features/reports/compare-periods.ts";
import { countGroups, type LeadGroups } from "#features/reports/count-groups.ts";
import { type Timeline, timelineOf } from "#features/reports/period.ts";
import type { ReportScope } from "#features/reports/report-scope.ts";

export type Report = {
  scope: ReportScope;
  timeline: Timeline;
  totals: Compared<LeadTotals>;
  groups: LeadGroups;
};

/** What came in and what people made of it: two statements, whatever the number of leads and figures. */
export async function getReport(reader: Reader, scope: ReportScope, now: Date): Promise<Report> {
  const timeline = timelineOf(scope.period);
  const [totals, groups] = await Promise.all([
    comparePeriods(reader, scope, now),
    countGroups(reader, scope, timeline, now),
  ]);
  return { scope, timeline, totals, groups };
}
