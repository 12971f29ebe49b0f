import { and, asc, eq, or, sql } from "drizzle-orm";
import { cache } from "react";
import { db } from "#db/client.ts";
import { savedViews, users } from "#db/schema.ts";
import { parseSort, type Sort } from "#features/leads/list-sort.ts";
import type { Session } from "#features/people/session.ts";
import { mayChangeView } from "#features/views/view-rights.ts";

/** Far more than a navigation can show. */
const LIMIT = 500;

export type SavedView = {
  id: string;
  name: string;
  /** In the words of features/leads/write-filter.ts. */
  filter: string;
  sort: Sort;
  /** As in the address; undefined for the usual ones. */
  cols?: string;
  isShared: boolean;
  isOwn: boolean;
  ownerName: string;
  mayChange: boolean;
};

/**
 * The views a person has: their own in their own order, then by name those that others share. Asks the database once per
 * request.
 */
export const listViews = cache(async (session: Session): Promise<SavedView[]> => {
  const { workspaceId, userId } = session;
  const isOwn = eq(savedViews.userId, userId);
  const rows = await db
    .select({
      id: savedViews.id,
      userId: savedViews.userId,
      name: savedViews.name,
      filter: savedViews.filter,
      sort: savedViews.sort,
      columns: savedViews.columns,
      isShared: savedViews.isShared,
      ownerName: users.name,
    })
    .from(savedViews)
    .innerJoin(users, eq(users.id, savedViews.userId))
    .where(and(eq(savedViews.workspaceId, workspaceId), or(isOwn, eq(savedViews.isShared, true))))
    .orderBy(
      sql`${isOwn} desc`,
      sql`case when ${isOwn} then ${savedViews.position} end`,
      asc(savedViews.name),
      asc(savedViews.id),
    )
    .limit(LIMIT);
  return rows.map(({ userId: ownerId, columns, sort, ...view }) => ({
    ...view,
    sort: parseSort(sort),
    ...(columns && { cols: columns.join(",") }),
    isOwn: ownerId === userId,
    mayChange: mayChangeView(session, { userId: ownerId, isShared: view.isShared }),
  }));
});
