import { sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { leads } from "#db/schema.ts";
import { leadConditions, type Reader } from "#features/leads/lead-conditions.ts";
import { TOUCH_HOURS } from "#features/leads/lead-filter.ts";
import type { LeadAction, Marketplace } from "#features/leads/lead-words.ts";
import { counting } from "#features/reports/counting.ts";
import type { Timeline } from "#features/reports/period.ts";
import { spanOf } from "#features/reports/period-sql.ts";
import { type ReportScope, scopeFilter } from "#features/reports/report-scope.ts";

/** Offers and countries with the most leads; the others are only summed up. */
export const VALUES_LIMIT = 200;

export type ValueCount = { value: string; count: number };
/** Most leads first; `distinct` counts also those that are not among them. */
export type ValueCounts = { values: ValueCount[]; distinct: number };

/** The same leads, counted five ways. Values are those of the inbox's filter, `none` among them. */
export type LeadGroups = {
  /** `span` is a place in the timeline; what has no leads is not among them. */
  perSpan: { span: number; action: LeadAction; count: number }[];
  byMarketplace: { action: LeadAction; marketplace: Marketplace; count: number }[];
  byOffer: ValueCounts;
  byCountry: ValueCounts;
  /** By the values of the filter's field `touch`. */
  byTouch: ValueCount[];
};

/**
 * One statement, so that the leads of the period are read once; materialized, because only then does Postgres know that
 * there are few groups and need not sort the leads.
 */
export async function countGroups(
  reader: Reader,
  scope: ReportScope,
  { spans }: Timeline,
  now: Date,
): Promise<LeadGroups> {
  const lead = db
    .select({
      span: spanOf(reader, spans).as("span"),
      action: sql`coalesce(${leads.action}, 'none')`.as("action"),
      marketplace: sql`coalesce(${leads.marketplace}, 'none')`.as("marketplace"),
      offer: sql`coalesce(${leads.offerTitle}, 'none')`.as("offer"),
      country: sql`coalesce(${leads.countryCode}, ${leads.country}, 'none')`.as("country"),
      touch: touchValue().as("touch"),
    })
    .from(leads)
    .where(leadConditions(reader, scopeFilter(scope), now));
  const rows = await counting((tx) =>
    tx.execute<GroupRow>(sql`
    with lead as materialized ${lead}, grouped as (
      select
        case 0 when grouping(span) then 'span' when grouping(marketplace) then 'marketplace'
          when grouping(offer) then 'offer' when grouping(country) then 'country' else 'touch' end as kind,
        span, action, marketplace, coalesce(offer, country, touch) as value, count(*)::int as count
      from lead
      group by grouping sets ((span, action), (action, marketplace), (offer), (country), (touch))
    ), placed as (
      select *, row_number() over by_kind as place, count(*) over (partition by kind)::int as distinct_values
      from grouped
      window by_kind as (partition by kind order by count desc, value)
    )
    select kind, span, action, marketplace, value, count, distinct_values as "distinctValues"
    from placed
    where kind not in ('offer', 'country') or place <= ${VALUES_LIMIT}
    order by kind, place`),
  );

  const valuesOf = (kind: "offer" | "country" | "touch") => rows.filter((row) => row.kind === kind);
  const countsOf = (kind: "offer" | "country"): ValueCounts => {
    const values = valuesOf(kind);
    return { values: values.map(toValueCount), distinct: values[0]?.distinctValues ?? 0 };
  };
  return {
    perSpan: rows.flatMap(({ kind, span, action, count }) => (kind === "span" ? [{ span, action, count }] : [])),
    byMarketplace: rows.flatMap(({ kind, action, marketplace, count }) =>
      kind === "marketplace" ? [{ action, marketplace, count }] : [],
    ),
    byOffer: countsOf("offer"),
    byCountry: countsOf("country"),
    byTouch: valuesOf("touch").map(toValueCount),
  };
}

/** A column that the row's kind does not have is null. */
type GroupRow = {
  kind: "span" | "marketplace" | "offer" | "country" | "touch";
  span: number;
  action: LeadAction;
  marketplace: Marketplace;
  value: string;
  count: number;
  distinctValues: number;
};

function toValueCount({ value, count }: GroupRow): ValueCount {
  return { value, count };
}

/** The value of the filter's field `touch` that finds the lead. */
function touchValue() {
  const waited = sql`${leads.firstTouchAt} - ${leads.receivedAt}`;
  const cases = [...TOUCH_HOURS].map(([value, [, below]]) =>
    Number.isFinite(below)
      ? sql`when ${waited} < make_interval(hours => ${below}) then ${value}::text`
      : sql`else ${value}::text`,
  );
  return sql`case when ${leads.firstTouchAt} is null then 'none' ${sql.join(cases, sql` `)} end`;
}
