import { and, gte, lt, or, type SQL, sql } from "drizzle-orm";
import { leads } from "#db/schema.ts";
import { leadConditions, type Reader } from "#features/leads/lead-conditions.ts";
import { countDays } from "#features/reports/calendar-day.ts";
import { type Period, periodBefore } from "#features/reports/period.ts";
import { type ReportScope, scopeFilter } from "#features/reports/report-scope.ts";

/** When the day began where the reader is, which the database knows. */
export function midnight(day: string, timeZone: string): SQL {
  return sql`(${day}::date::timestamp at time zone ${timeZone})`;
}

/**
 * The leads of the report and those of as many days before it. Of a period that is still running the one before ends at
 * the same time of day, so that a morning is compared with a morning.
 */
export function inBothPeriods(reader: Reader, scope: ReportScope, now: Date): SQL | undefined {
  const { period } = scope;
  const { timeZone } = reader;
  const days = countDays(period.from, period.to);
  const start = midnight(period.from, timeZone);
  const soFar = sql`((${now.toISOString()}::timestamptz at time zone ${timeZone} - make_interval(days => ${days}))
    at time zone ${timeZone})`;
  return and(
    leadConditions(reader, scopeFilter({ ...scope, period: bothPeriods(period) }), now),
    or(gte(leads.receivedAt, start), lt(leads.receivedAt, sql`least(${start}, ${soFar})`)),
  );
}

/** Which of both a lead belongs to. */
export function isCurrent({ timeZone }: Reader, { period }: ReportScope): SQL<boolean> {
  return sql<boolean>`${leads.receivedAt} >= ${midnight(period.from, timeZone)}`;
}

/** Which of the spans a lead came in, counted from 0. */
export function spanOf({ timeZone }: Reader, spans: Period[]): SQL<number> {
  const starts = spans.map(({ from }) => from).join(",");
  return sql<number>`width_bucket(${leads.receivedAt}, (
    select array_agg(day::date::timestamp at time zone ${timeZone} order by day::date)
    from unnest(string_to_array(${starts}, ',')) day
  )) - 1`;
}

function bothPeriods(period: Period): Period {
  return { from: periodBefore(period).from, to: period.to };
}
