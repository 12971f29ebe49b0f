import { and, eq, type SQL, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { leads } from "#db/schema.ts";
import type { Reader } from "#features/leads/lead-conditions.ts";

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

export function isNewerThan({ id, key }: LeadKey): SQL {
  return sql`(${leads.receivedAt}, ${leads.id}) > (${key}::timestamptz, ${id}::uuid)`;
}

export function isOlderThan({ id, key }: LeadKey): SQL {
  return sql`(${leads.receivedAt}, ${leads.id}) < (${key}::timestamptz, ${id}::uuid)`;
}
