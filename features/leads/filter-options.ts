import { desc, type SQL, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { leads } from "#db/schema.ts";
import { COUNT_LIMIT } from "#features/leads/count-leads.ts";
import { leadConditions, type Reader } from "#features/leads/lead-conditions.ts";
import {
  type LeadFilter,
  LISTED_FIELDS,
  type ListedField,
  RECEIVED_HOURS,
  withValues,
} from "#features/leads/lead-filter.ts";
import { LEAD_ACTIONS, LEAD_STATUSES, MARKETPLACES } from "#features/leads/lead-words.ts";

/** Values with the number of leads they would show: in their own order where they have one, else most first. */
export type FilterOptions = Record<ListedField, { value: string; count: number }[]>;

const VALUES_LIMIT = 200;

/**
 * What each field could be set to, and how many leads it would show with the rest of the filter as it is. Looks at the
 * newest COUNT_LIMIT leads of the filter. One statement for all fields, so that it takes one connection.
 */
export async function listFilterOptions(reader: Reader, filter: LeadFilter, now: Date): Promise<FilterOptions> {
  const values: Record<ListedField, SQL> = {
    action: sql`coalesce(action, 'none')`,
    marketplace: sql`coalesce(marketplace, 'none')`,
    offer: sql`coalesce(offer_title, 'none')`,
    country: sql`coalesce(country_code, country, 'none')`,
    status: sql`status::text`,
    owner: sql`coalesce(nullif(owner_id::text, ${reader.userId}), case when owner_id is null then 'none' else 'me' end)`,
    received: sql`unnest(${receivedValues(now)})`,
    test: sql`unnest(case when is_test then array['shown', 'only'] else array['shown', 'hidden'] end)`,
  };
  const counted = LISTED_FIELDS.map((field) => {
    const found = foundWithout(reader, filter, field, now);
    return sql`(select ${field} as field, value, count(*)::int as count
      from (select ${values[field]} as value from ${found} found) valued
      group by value order by count(*) desc, value limit ${VALUES_LIMIT})`;
  });
  const rows = await db.execute<{ field: ListedField; value: string; count: number }>(
    sql.join(counted, sql` union all `),
  );

  const of = (field: ListedField, order?: readonly string[]) => {
    const values = rows.filter((row) => row.field === field).map(({ value, count }) => ({ value, count }));
    return order ? values.sort((a, b) => order.indexOf(a.value) - order.indexOf(b.value)) : values;
  };
  return {
    action: of("action", LEAD_ACTIONS),
    marketplace: of("marketplace", MARKETPLACES),
    offer: of("offer"),
    country: of("country"),
    status: of("status", LEAD_STATUSES),
    owner: of("owner"),
    received: of("received", [...RECEIVED_HOURS.keys()]),
    test: of("test", ["hidden", "shown", "only"]),
  };
}

function foundWithout(reader: Reader, filter: LeadFilter, field: ListedField, now: Date) {
  const others = withValues(filter, field, field === "test" ? ["shown"] : []);
  return db
    .select({
      action: leads.action,
      marketplace: leads.marketplace,
      offerTitle: leads.offerTitle,
      countryCode: leads.countryCode,
      country: leads.country,
      status: leads.status,
      ownerId: leads.ownerId,
      isTest: leads.isTest,
      receivedAt: leads.receivedAt,
    })
    .from(leads)
    .where(leadConditions(reader, others, now))
    .orderBy(desc(leads.receivedAt), desc(leads.id))
    .limit(COUNT_LIMIT);
}

/** Every preset that would show the lead. */
function receivedValues(now: Date): SQL {
  const presets = [...RECEIVED_HOURS].map(([preset, hours]) => {
    const since = new Date(now.getTime() - hours * 3_600_000).toISOString();
    return sql`case when received_at >= ${since}::timestamptz then ${preset}::text end`;
  });
  return sql`array_remove(array[${sql.join(presets, sql`, `)}], null)`;
}
