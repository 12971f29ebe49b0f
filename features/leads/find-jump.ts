import { and, desc, eq, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { leads } from "#db/schema.ts";
import { containsWord, type Reader } from "#features/leads/lead-conditions.ts";
import type { LeadFilter } from "#features/leads/lead-filter.ts";
import { namedLead } from "#features/leads/named-lead.ts";
import { foldText } from "#lib/fold.ts";

/**
 * The number of the lead that a search names outright, by "L-1244" or by a whole e-mail address (then the newest of
 * that address); null when it is a search like any other.
 */
export async function findJump(reader: Reader, words: LeadFilter): Promise<number | null> {
  const named = namedLead(words);
  if (!named) return null;
  // The search index finds the address among a million leads; comparing alone would read them all.
  const isNamed =
    "number" in named
      ? eq(leads.number, named.number)
      : and(containsWord(foldText(named.email)), eq(sql`lower(${leads.email})`, named.email.toLowerCase()));
  const [lead] = await db
    .select({ number: leads.number })
    .from(leads)
    .where(and(eq(leads.workspaceId, reader.workspaceId), isNamed))
    .orderBy(desc(leads.receivedAt), desc(leads.id))
    .limit(1);
  return lead?.number ?? null;
}
