import { and, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { leadReads, leads } from "#db/schema.ts";
import { leadConditions, type Reader } from "#features/leads/lead-conditions.ts";
import type { LeadFilter } from "#features/leads/lead-filter.ts";
import { VIEW_FILTERS, VIEWS, type View } from "#features/leads/views.ts";

/** Counting stops here, so that a number on the screen never costs more than reading so many index entries. */
export const COUNT_LIMIT = 10_000;

/** `isMore`: there are at least this many. */
export type Count = { count: number; isMore: boolean };

/** How many leads the filter finds, up to COUNT_LIMIT. */
export async function countLeads(reader: Reader, filter: LeadFilter, now: Date, also?: SQL): Promise<Count> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(limited(and(leadConditions(reader, filter, now), also)).as("found"));
  return toCount(row?.count ?? 0);
}

/**
 * How many of the newest COUNT_LIMIT leads of the filter this person has not opened. Not of all: for somebody who has
 * read a hundred thousand leads that would mean to look every one of them up.
 */
export async function countUnread(reader: Reader, filter: LeadFilter, now: Date): Promise<number> {
  const newest = db
    .select({ workspaceId: leads.workspaceId, id: leads.id })
    .from(leads)
    .where(leadConditions(reader, filter, now))
    .orderBy(desc(leads.receivedAt), desc(leads.id))
    .limit(COUNT_LIMIT)
    .as("newest");
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(newest)
    .leftJoin(
      leadReads,
      and(
        eq(leadReads.workspaceId, newest.workspaceId),
        eq(leadReads.userId, reader.userId),
        eq(leadReads.leadId, newest.id),
      ),
    )
    .where(isNull(leadReads.leadId));
  return row?.count ?? 0;
}

export type ViewCount = { view: View; total: Count };

/** What the navigation shows: the leads of every built-in view, and how many of all this person has not opened. */
export async function countViews(reader: Reader, now = new Date()): Promise<{ views: ViewCount[]; unread: number }> {
  const counts = VIEWS.map((view) => {
    const found = limited(leadConditions(reader, VIEW_FILTERS[view], now));
    return sql`(select count(*)::int from ${found} found) as ${sql.identifier(view)}`;
  });
  const [[row], unread] = await Promise.all([
    db.execute<Record<View, number>>(sql`select ${sql.join(counts, sql`, `)}`),
    countUnread(reader, VIEW_FILTERS.all, now),
  ]);
  return { views: VIEWS.map((view) => ({ view, total: toCount(row?.[view] ?? 0) })), unread };
}

function limited(where: SQL | undefined) {
  return db
    .select({ id: leads.id })
    .from(leads)
    .where(where)
    .limit(COUNT_LIMIT + 1);
}

function toCount(count: number): Count {
  return { count: Math.min(count, COUNT_LIMIT), isMore: count > COUNT_LIMIT };
}
