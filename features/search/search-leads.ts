import { and, desc, eq } from "drizzle-orm";
import { db } from "#db/client.ts";
import { leads } from "#db/schema.ts";
import { findJump } from "#features/leads/find-jump.ts";
import { leadConditions, type Reader } from "#features/leads/lead-conditions.ts";
import { type LeadFilter, WITH_TESTS } from "#features/leads/lead-filter.ts";
import { leadNumber } from "#features/leads/named-lead.ts";

const MOST = 8;
/** Fewer letters are in almost every lead, and no index finds them. */
const MIN_LETTERS = 3;

export type FoundLead = Awaited<ReturnType<typeof selectLeads>>[number];

/**
 * The leads somebody may mean while typing: the one that is named outright by its number or whole e-mail address first,
 * then the newest that hold every word, as the search of the inbox understands it.
 */
export async function searchLeads(reader: Reader, typed: string, now: Date): Promise<FoundLead[]> {
  const words: LeadFilter = typed
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 10)
    .map((word) => ({ field: "text", values: [word.slice(0, 100)] }));
  const isEnough = words.some(({ values: [word = ""] }) => word.length >= MIN_LETTERS || leadNumber(word) !== null);
  if (!isEnough) return [];

  const [named, found] = await Promise.all([findJump(reader, words), selectLeads(reader, words, now)]);
  if (named === null) return found;
  const [first] = await selectLeads(reader, [...WITH_TESTS, { field: "number", values: [String(named)] }], now);
  return [...(first ? [first] : []), ...found.filter(({ number }) => number !== named)].slice(0, MOST);
}

function selectLeads(reader: Reader, filter: LeadFilter, now: Date) {
  return db
    .select({
      number: leads.number,
      firstName: leads.firstName,
      lastName: leads.lastName,
      email: leads.email,
      phone: leads.phone,
      company: leads.company,
      action: leads.action,
      isTest: leads.isTest,
      erasedAt: leads.erasedAt,
    })
    .from(leads)
    .where(and(eq(leads.workspaceId, reader.workspaceId), leadConditions(reader, filter, now)))
    .orderBy(desc(leads.receivedAt), desc(leads.id))
    .limit(MOST);
}
