import { and, desc, type SQL } from "drizzle-orm";
import { db } from "#db/client.ts";
import { leads } from "#db/schema.ts";
import { leadConditions, type Reader } from "#features/leads/lead-conditions.ts";
import type { LeadFilter } from "#features/leads/lead-filter.ts";

/** Counting stops here, so that a number on the screen never costs more than to find so many leads. */
export const COUNT_LIMIT = 10_000;

export type NewestLeads = ReturnType<typeof newestLeads>;

/**
 * The newest leads of a filter, one more than are counted: what counts and first pages are made of, and what is read most
 * in Buzón. Always in this order, because one index then answers it without the leads, for the time it takes to read that
 * index in the worst case: where the planner expects few leads it looks them up instead.
 */
export function newestLeads(reader: Reader, filter: LeadFilter, now: Date, also?: SQL, limit = COUNT_LIMIT + 1) {
  return db.$with("found").as(
    db
      .select({ id: leads.id, receivedAt: leads.receivedAt })
      .from(leads)
      .where(and(leadConditions(reader, filter, now), also))
      .orderBy(desc(leads.receivedAt), desc(leads.id))
      .limit(limit),
  );
}
