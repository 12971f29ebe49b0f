import { sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { leads } from "#db/schema.ts";
import { leadConditions, type Reader } from "#features/leads/lead-conditions.ts";
import { VALUES_LIMIT, type ValueCounts } from "#features/reports/count-groups.ts";
import { counting } from "#features/reports/counting.ts";
import type { Report } from "#features/reports/get-report.ts";
import { type ReportScope, scopeFilter } from "#features/reports/report-scope.ts";

export type ScopeChoices = { offers: string[]; countries: string[] };

/** The offers and countries of all leads of the period, most leads first: what the report can be narrowed down to. */
export async function listChoices(reader: Reader, { scope, groups }: Report, now: Date): Promise<ScopeChoices> {
  const namesOf = ({ values }: ValueCounts) => values.map(({ value }) => value);
  if (scope.offer || scope.country) return countChoices(reader, scope, now);
  return { offers: namesOf(groups.byOffer), countries: namesOf(groups.byCountry) };
}

async function countChoices(reader: Reader, { received, period }: ReportScope, now: Date): Promise<ScopeChoices> {
  const lead = db
    .select({
      offer: sql`coalesce(${leads.offerTitle}, 'none')`.as("offer"),
      country: sql`coalesce(${leads.countryCode}, ${leads.country}, 'none')`.as("country"),
    })
    .from(leads)
    .where(leadConditions(reader, scopeFilter({ received, period }), now));
  const rows = await counting((tx) =>
    tx.execute<{ offer: string | null; country: string | null }>(sql`
    with grouped as (
      select offer, country, row_number() over (partition by grouping(offer) order by count(*) desc, offer, country) as place
      from ${lead.as("lead")}
      group by grouping sets ((offer), (country))
    )
    select offer, country from grouped where place <= ${VALUES_LIMIT} order by place`),
  );
  return {
    offers: rows.flatMap(({ offer }) => offer ?? []),
    countries: rows.flatMap(({ country }) => country ?? []),
  };
}
