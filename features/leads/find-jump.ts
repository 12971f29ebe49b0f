import { and, desc, eq, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { leads } from "#db/schema.ts";
import { containsWord, leadNumber, type Reader } from "#features/leads/lead-conditions.ts";
import type { LeadFilter } from "#features/leads/lead-filter.ts";
import { foldText } from "#lib/fold.ts";

/**
 * The number of the lead that a search names outright, by "L-1244" or by a whole e-mail address (then the newest of
 * that address); null when it is a search like any other.
 */
export async function findJump(reader: Reader, words: LeadFilter): Promise<number | null> {
  const [word, ...others] = words.flatMap(({ values, isNot }) => (isNot ? [] : values));
  if (!word || others.length > 0) return null;
  const number = leadNumber(word);
  if (number === null && !/^\S+@\S+$/.test(word)) return null;

  // The search index finds the address among a million leads; comparing alone would read them all.
  const named =
    number === null
      ? and(containsWord(foldText(word)), eq(sql`lower(${leads.email})`, word.toLowerCase()))
      : eq(leads.number, number);
  const [lead] = await db
    .select({ number: leads.number })
    .from(leads)
    .where(and(eq(leads.workspaceId, reader.workspaceId), named))
    .orderBy(desc(leads.receivedAt), desc(leads.id))
    .limit(1);
  return lead?.number ?? null;
}
