import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { leads } from "#db/schema.ts";
import type { Reader } from "#features/leads/lead-conditions.ts";
import { type Sort, USUAL_SORT } from "#features/leads/list-sort.ts";

/** The place of a lead in every list. The time is Postgres's own text: a Date would lose its microseconds. */
export type LeadKey = { id: string; key: string };

/** The place of the lead of this number, or null where there is none. */
export async function leadKey(reader: Reader, number: number | undefined): Promise<LeadKey | null> {
  if (number === undefined) return null;
  const [found] = await db
    .select({ id: leads.id, key: sql<string>`${leads.receivedAt}::text` })
    .from(leads)
    .where(and(eq(leads.workspaceId, reader.workspaceId), eq(leads.number, number)));
  return found ?? null;
}

/** How a list is ordered: each order has an index over the workspace, its key and the id. */
export type ListOrder = {
  /** `order by`, in the order of the list or against it. */
  forwards: SQL;
  backwards: SQL;
  /** Leads that come before this one in the list, and behind it. */
  isBefore(lead: LeadKey): SQL;
  isBehind(lead: LeadKey): SQL;
};

export function listOrder(reader: Reader, sort: Sort = USUAL_SORT): ListOrder {
  const isFalling = sort.startsWith("-");
  const column = KEYS[sort];
  const at = sort.endsWith("received")
    ? ({ key }: LeadKey) => sql`${key}::timestamptz`
    : // The key of a lead that the address names, looked up where it is needed.
      ({ id }: LeadKey) =>
        sql`(select ${column} from ${leads} where ${leads.workspaceId} = ${reader.workspaceId} and ${leads.id} = ${id})`;
  const isGreater = (lead: LeadKey) => sql`(${column}, ${leads.id}) > (${at(lead)}, ${lead.id}::uuid)`;
  const isLess = (lead: LeadKey) => sql`(${column}, ${leads.id}) < (${at(lead)}, ${lead.id}::uuid)`;
  const rising = sql`${asc(column)}, ${asc(leads.id)}`;
  const falling = sql`${desc(column)}, ${desc(leads.id)}`;
  return isFalling
    ? { forwards: falling, backwards: rising, isBefore: isGreater, isBehind: isLess }
    : { forwards: rising, backwards: falling, isBefore: isLess, isBehind: isGreater };
}

/** The day somebody means to come back; where nobody does, a day behind all others. */
export const followUpKey = sql`coalesce(${leads.followUpOn}, 'infinity'::date)`;

const KEYS: Record<Sort, SQL> = {
  "-received": sql`${leads.receivedAt}`,
  received: sql`${leads.receivedAt}`,
  name: sql`${leads.sortName}`,
  "-name": sql`${leads.sortName}`,
  company: sql`${leads.sortCompany}`,
  "-company": sql`${leads.sortCompany}`,
  due: followUpKey,
};
