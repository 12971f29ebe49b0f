import { and, desc, eq, gt } from "drizzle-orm";
import { cache } from "react";
import { db } from "#db/client.ts";
import { leads, workspaces } from "#db/schema.ts";
import { leadConditions, type Reader } from "#features/leads/lead-conditions.ts";
import type { LeadFilter } from "#features/leads/lead-filter.ts";

/** Nobody reads a larger number of new leads as a number. */
const MOST = 99;

export type Newer = {
  count: number;
  /** There are more than `count`. */
  isMore: boolean;
  /** What a notification says of it: no name, because it is read on locked screens too. */
  newest: { number: number; action: string | null; actionCode: string | null; offerTitle: string | null } | null;
};

/** The leads of the filter that came after the one of this number. */
export async function countNewer(reader: Reader, filter: LeadFilter, since: number, now: Date): Promise<Newer> {
  const newer = await db
    .select({
      number: leads.number,
      action: leads.action,
      actionCode: leads.actionCode,
      offerTitle: leads.offerTitle,
    })
    .from(leads)
    .where(and(leadConditions(reader, filter, now), gt(leads.number, since)))
    .orderBy(desc(leads.number))
    .limit(MOST + 1);
  return { count: Math.min(newer.length, MOST), isMore: newer.length > MOST, newest: newer[0] ?? null };
}

/** The number of the newest lead of all. Ask before the list is read, so that no lead is missing from both. */
export const newestLeadNumber = cache(async (workspaceId: string): Promise<number> => {
  const [found] = await db
    .select({ number: workspaces.lastLeadNumber })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId));
  if (!found) throw new Error("A session belongs to a workspace");
  return found.number;
});
