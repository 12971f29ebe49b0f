import { and, asc, desc, eq, type SQL } from "drizzle-orm";
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
  /** From 1; null for a lead that the list does not hold, or no longer since somebody changed it. */
  position: Count | null;
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
  const [newer, older, before, itself] = await Promise.all([
    nearest(isNewerThan(lead), asc),
    nearest(isOlderThan(lead), desc),
    countLeads(reader, filter, now, isNewerThan(lead)),
    countLeads(reader, filter, now, eq(leads.id, lead.id)),
  ]);
  return { newer, older, position: itself.count > 0 ? { ...before, count: before.count + 1 } : null };
}
