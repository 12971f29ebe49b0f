import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { leadReads } from "#db/schema.ts";
import type { Reader } from "#features/leads/lead-conditions.ts";
import type { LeadFilter } from "#features/leads/lead-filter.ts";
import { COUNT_LIMIT, newestLeads } from "#features/leads/newest-leads.ts";
import { VIEW_FILTERS, VIEWS, type View } from "#features/leads/views.ts";

/** `isMore`: there are at least this many. */
export type Count = { count: number; isMore: boolean };

/** How many leads the filter finds, up to COUNT_LIMIT. */
export async function countLeads(reader: Reader, filter: LeadFilter, now: Date, also?: SQL): Promise<Count> {
  const found = newestLeads(reader, filter, now, also);
  const [row] = await db.with(found).select({ count }).from(found);
  return toCount(row?.count ?? 0);
}

/** Of so many of the newest leads it is looked up whether they have been read: one look for each. */
const UNREAD_LIMIT = 1_000;

/** How many of the newest UNREAD_LIMIT leads of the filter this person has not opened. */
export async function countUnread(reader: Reader, filter: LeadFilter, now: Date): Promise<number> {
  const newest = newestLeads(reader, filter, now, undefined, UNREAD_LIMIT);
  const [row] = await db
    .with(newest)
    .select({ count })
    .from(newest)
    .leftJoin(
      leadReads,
      and(
        eq(leadReads.workspaceId, reader.workspaceId),
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
    const found = newestLeads(reader, VIEW_FILTERS[view], now);
    return sql`(${db.with(found).select({ count }).from(found)}) as ${sql.identifier(view)}`;
  });
  const [[row], unread] = await Promise.all([
    db.execute<Record<View, number>>(sql`select ${sql.join(counts, sql`, `)}`),
    countUnread(reader, VIEW_FILTERS.all, now),
  ]);
  return { views: VIEWS.map((view) => ({ view, total: toCount(row?.[view] ?? 0) })), unread };
}

const count = sql<number>`count(*)::int`;

export function toCount(found: number): Count {
  return { count: Math.min(found, COUNT_LIMIT), isMore: found > COUNT_LIMIT };
}
