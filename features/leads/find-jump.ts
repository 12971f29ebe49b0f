import { and, desc, eq, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { leads } from "#db/schema.ts";
import { leadNumber, type Reader, searchCondition } from "#features/leads/lead-conditions.ts";

/**
 * The number of the lead that a search names outright, by "L-1244" or by a whole e-mail address (then the newest of
 * that address); null when it is a search like any other.
 */
export async function findJump(reader: Reader, q: string): Promise<number | null> {
  const number = leadNumber(q);
  if (number === null && !/^\S+@\S+$/.test(q)) return null;

  // The search index finds the address among 100,000 leads; comparing alone would read them all.
  const named =
    number === null
      ? and(searchCondition(q), eq(sql`lower(${leads.email})`, q.toLowerCase()))
      : eq(leads.number, number);
  const [lead] = await db
    .select({ number: leads.number })
    .from(leads)
    .where(and(eq(leads.workspaceId, reader.workspaceId), named))
    .orderBy(desc(leads.receivedAt), desc(leads.id))
    .limit(1);
  return lead?.number ?? null;
}
