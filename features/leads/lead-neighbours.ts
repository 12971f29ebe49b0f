import { and, asc, desc, type SQL } from "drizzle-orm";
import { db } from "#db/client.ts";
import { leads } from "#db/schema.ts";
import { type Count, countLeads } from "#features/leads/count-leads.ts";
import { leadConditions, type Reader } from "#features/leads/lead-conditions.ts";
import type { LeadFilter } from "#features/leads/lead-filter.ts";
import { isNewerThan, isOlderThan, type LeadKey } from "#features/leads/lead-key.ts";

export type Neighbours = {
  /** Numbers of the leads before and after it in the list. */
  newer: number | null;
  older: number | null;
  /** From 1. */
  position: Count;
};

/** Where a lead stands in the list of a filter: what "previous", "next" and "5 of 539" need. */
export async function leadNeighbours(
  reader: Reader,
  filter: LeadFilter,
  lead: LeadKey,
  now: Date,
): Promise<Neighbours> {
  const where = leadConditions(reader, filter, now);
  const nearest = async (side: SQL, direction: typeof asc) => {
    const [found] = await db
      .select({ number: leads.number })
      .from(leads)
      .where(and(where, side))
      .orderBy(direction(leads.receivedAt), direction(leads.id))
      .limit(1);
    return found?.number ?? null;
  };
  const [newer, older, before] = await Promise.all([
    nearest(isNewerThan(lead), asc),
    nearest(isOlderThan(lead), desc),
    countLeads(reader, filter, now, isNewerThan(lead)),
  ]);
  return { newer, older, position: { ...before, count: before.count + 1 } };
}
