import { sql } from "drizzle-orm";
import { leads } from "#db/schema.ts";
import type { Reader } from "#features/leads/lead-conditions.ts";
import { counting } from "#features/reports/counting.ts";
import { inBothPeriods, isCurrent } from "#features/reports/period-sql.ts";
import type { ReportScope } from "#features/reports/report-scope.ts";

/** `medianTouchSeconds`: of the touched leads, from the arrival to the first touch; null when none is. */
export type LeadTotals = {
  received: number;
  touched: number;
  medianTouchSeconds: number | null;
  qualified: number;
  doNotContact: number;
};

export type Compared<Totals> = { current: Totals; before: Totals };

const NO_LEADS: LeadTotals = { received: 0, touched: 0, medianTouchSeconds: null, qualified: 0, doNotContact: 0 };

/** How many leads came, and how far people have come with them; beside it the same of the period before. */
export async function comparePeriods(reader: Reader, scope: ReportScope, now: Date): Promise<Compared<LeadTotals>> {
  const touchSeconds = sql`extract(epoch from ${leads.firstTouchAt} - ${leads.receivedAt})::float8`;
  const rows = await counting((tx) =>
    tx
      .select({
        isCurrent: isCurrent(reader, scope).as("is_current"),
        totals: {
          received: sql<number>`count(*)::int`,
          touched: sql<number>`count(${leads.firstTouchAt})::int`,
          medianTouchSeconds: sql<number | null>`percentile_cont(0.5) within group (order by ${touchSeconds})`,
          qualified: sql<number>`count(*) filter (where ${leads.status} = 'qualified')::int`,
          doNotContact: sql<number>`count(*) filter (where ${leads.doNotContact})::int`,
        },
      })
      .from(leads)
      .where(inBothPeriods(reader, scope, now))
      .groupBy(sql`1`),
  );
  // A period without leads has no row.
  const totalsOf = (wanted: boolean) => rows.find((row) => row.isCurrent === wanted)?.totals ?? NO_LEADS;
  return { current: totalsOf(true), before: totalsOf(false) };
}
