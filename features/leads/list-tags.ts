import { and, desc, eq, sql } from "drizzle-orm";
import { db, type Transaction } from "#db/client.ts";
import { leads } from "#db/schema.ts";
import type { Session } from "#features/people/session.ts";

const LIMIT = 200;

export type TagCount = { tag: string; count: number };

/** The tags of the workspace's leads, the most used first. */
export function listTags(reader: Pick<Session, "workspaceId">, tx: Transaction | typeof db = db): Promise<TagCount[]> {
  const used = tx
    .select({ tag: sql<string>`unnest(${leads.tags})`.as("tag") })
    .from(leads)
    .where(and(eq(leads.workspaceId, reader.workspaceId), sql`${leads.tags} <> '{}'`))
    .as("used");
  return tx
    .select({ tag: used.tag, count: sql<number>`count(*)::int` })
    .from(used)
    .groupBy(used.tag)
    .orderBy(desc(sql`count(*)`), used.tag)
    .limit(LIMIT);
}
