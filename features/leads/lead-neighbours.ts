import { and, eq, type SQL } from "drizzle-orm";
import { db } from "#db/client.ts";
import { leads } from "#db/schema.ts";
import { type Count, countLeads } from "#features/leads/count-leads.ts";
import { leadConditions, type Reader } from "#features/leads/lead-conditions.ts";
import type { LeadFilter } from "#features/leads/lead-filter.ts";
import { type LeadKey, listOrder } from "#features/leads/lead-key.ts";
import type { Sort } from "#features/leads/list-sort.ts";

export type Neighbours = {
  /** Numbers of the leads before and behind it in the list: in the usual order the newer and the older one. */
  newer: number | null;
  older: number | null;
  /** From 1; null for a lead that the list does not hold, or no longer since somebody changed it. */
  position: Count | null;
};

/** Where a lead stands in the list of a filter: what "previous", "next" and "5 of 539" need. */
export async function leadNeighbours(
  reader: Reader,
  filter: LeadFilter,
  lead: LeadKey,
  now: Date,
  sort?: Sort,
): Promise<Neighbours> {
  const order = listOrder(reader, sort);
  const where = leadConditions(reader, filter, now);
  const nearest = async (side: SQL, by: SQL) => {
    const [found] = await db.select({ number: leads.number }).from(leads).where(and(where, side)).orderBy(by).limit(1);
    return found?.number ?? null;
  };
  const [newer, older, before, itself] = await Promise.all([
    nearest(order.isBefore(lead), order.backwards),
    nearest(order.isBehind(lead), order.forwards),
    countLeads(reader, filter, now, order.isBefore(lead)),
    countLeads(reader, filter, now, eq(leads.id, lead.id)),
  ]);
  return { newer, older, position: itself.count > 0 ? { ...before, count: before.count + 1 } : null };
}
