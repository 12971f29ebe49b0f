import { and, type SQL, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { leads } from "#db/schema.ts";
import { isUnread, leadConditions, type Reader } from "#features/leads/lead-conditions.ts";
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

export type ViewCount = { view: View; total: Count; unread: Count };

/** Every built-in view with its leads and those this person has not opened, in one query. */
export async function countViews(reader: Reader, now = new Date()): Promise<ViewCount[]> {
  const counts = VIEWS.map((view) => ({ view, where: leadConditions(reader, VIEW_FILTERS[view], now) }));
  const [row] = await db.execute<Record<string, number>>(
    sql`select ${sql.join(
      counts.flatMap(({ view, where }) => [
        sql`(select count(*)::int from ${limited(where)} found) as ${sql.identifier(view)}`,
        sql`(select count(*)::int from ${limited(and(where, isUnread(reader)))} found) as ${sql.identifier(`${view}_unread`)}`,
      ]),
      sql`, `,
    )}`,
  );
  return VIEWS.map((view) => ({
    view,
    total: toCount(row?.[view] ?? 0),
    unread: toCount(row?.[`${view}_unread`] ?? 0),
  }));
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
