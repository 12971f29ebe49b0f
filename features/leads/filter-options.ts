import { desc, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { db } from "#db/client.ts";
import { endpoints, leads, users } from "#db/schema.ts";
import { conditionOf, leadConditions, type Reader } from "#features/leads/lead-conditions.ts";
import { knownValues, type LeadFilter, type ListedField } from "#features/leads/lead-filter.ts";
import { listOwners } from "#features/leads/list-owners.ts";
import { COUNT_LIMIT } from "#features/leads/newest-leads.ts";

export type FilterOption = { value: string; count: number };

/** In their own order where they have one, else most first. `isPartial`: only the newest leads were counted. */
export type FieldOptions = { options: FilterOption[]; isPartial: boolean };

/** `of`: which destination, where the field is `delivery`. */
export type AskedField = { field: ListedField; of?: string };

const VALUES_LIMIT = 200;

/**
 * What a field could be set to beside the rest of a filter, and how many leads each value would show. Looks at the newest
 * COUNT_LIMIT leads of the rest, so that it costs no more than counting them.
 */
export async function listFieldOptions(
  reader: Reader,
  rest: LeadFilter,
  asked: AskedField,
  now: Date,
): Promise<FieldOptions> {
  const isOpen = asked.field === "test" && !rest.some(({ field }) => field === "test");
  const filter: LeadFilter = isOpen ? [...rest, { field: "test", values: ["shown"] }] : rest;
  const newest = db
    .select({ values: sql`${valuesOf(reader, asked, now)}`.as("values") })
    .from(leads)
    .where(leadConditions(reader, filter, now))
    .orderBy(desc(leads.receivedAt), desc(leads.id))
    .limit(COUNT_LIMIT);
  const [rows, owners] = await Promise.all([
    db.execute<{ value: string; count: number; looked: number }>(sql`
      with newest as materialized ${newest}
      select value, count(*)::int as count, (select count(*)::int from newest) as looked
      from newest, unnest(newest.values) as value
      group by value order by count(*) desc, value limit ${VALUES_LIMIT}`),
    asked.field === "owner" ? listOwners(reader) : [],
  ]);

  const found = rows.map(({ value, count }) => ({ value, count }));
  const idle = owners
    .filter(({ id, email }) => id !== reader.userId && !found.some(({ value }) => value === email))
    .map(({ email }) => ({ value: email, count: 0 }));
  const order = knownValues(asked.field);
  return {
    options: order ? found.sort((a, b) => order.indexOf(a.value) - order.indexOf(b.value)) : [...found, ...idle],
    isPartial: rows.some(({ looked }) => looked === COUNT_LIMIT),
  };
}

/** The same for several fields. */
export async function listFilterOptions<Field extends ListedField>(
  reader: Reader,
  rest: LeadFilter,
  fields: readonly Field[],
  now: Date,
): Promise<Map<Field, FilterOption[]>> {
  const options = fields.map(
    async (field) => [field, (await listFieldOptions(reader, rest, { field }, now)).options] as const,
  );
  return new Map(await Promise.all(options));
}

/** The values of a lead in the field, as an array of text: those a filter would find it by. */
function valuesOf(reader: Reader, { field, of }: AskedField, now: Date): SQL {
  switch (field) {
    case "action":
      return oneOf(leads.action);
    case "marketplace":
      return oneOf(leads.marketplace);
    case "offer":
      return oneOf(leads.offerTitle);
    case "publisher":
      return oneOf(leads.publisher);
    case "domain":
      return oneOf(leads.emailDomain);
    case "country":
      return sql`array[coalesce(${leads.countryCode}, ${leads.country}, 'none')]`;
    case "status":
      return sql`array[${leads.status}::text]`;
    case "tag":
      return sql`case when cardinality(${leads.tags}) = 0 then array['none'] else ${leads.tags} end`;
    case "owner":
      return sql`array[case
        when ${leads.ownerId} is null then 'none'
        when ${leads.ownerId} = ${reader.userId} then 'me'
        else (select ${users.email} from ${users} where ${users.id} = ${leads.ownerId}) end]`;
    case "endpoint":
      return sql`array[${endpointWord()}]`;
  }
  // A closed list: every value that holds of the lead, by the meaning it has in a filter.
  const words = (knownValues(field) ?? []).map(
    (value) =>
      sql`case when ${conditionOf(reader, { field, ...(of && { of }), values: [value] }, now)} then ${value}::text end`,
  );
  return sql`array_remove(array[${sql.join(words, sql`, `)}], null)`;
}

function oneOf(column: PgColumn): SQL {
  return sql`array[coalesce(${column}, 'none')]`;
}

/** The endpoint's name where no other has the same, else its id. */
function endpointWord(): SQL {
  return sql`coalesce((
    select min(${endpoints.name}) from ${endpoints}
    where ${endpoints.workspaceId} = ${leads.workspaceId} and ${endpoints.name} = (
      select own.name from ${endpoints} own where own.workspace_id = ${leads.workspaceId} and own.id = ${leads.endpointId}
    ) having count(*) = 1), ${leads.endpointId}::text)`;
}
