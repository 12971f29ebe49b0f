import { and, desc, eq, gt, or, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db } from "#db/client.ts";
import { bulkChanges, users } from "#db/schema.ts";
import { isRunning } from "#features/bulk/bulk-change.ts";
import { type BulkOrder, bulkOrder } from "#features/bulk/bulk-order.ts";
import { mayOrderInBulk } from "#features/bulk/prepare-order.ts";
import type { Session } from "#features/people/session.ts";

/** A bulk change as people see it. What is left between `done` and `total` at the end was changed by somebody else meanwhile. */
export type ListedChange = {
  id: string;
  state: "running" | "done" | "cancelled" | "failed";
  total: number;
  done: number;
  order: BulkOrder;
  /** In the words of write-filter.ts, as who gave the order meant it. */
  filter: string;
  createdBy: string;
  createdAt: Date;
  finishedAt: Date | null;
  /** The change it takes back, and the one that takes it back. */
  undoes: string | null;
  undoneBy: string | null;
  mayUndo: boolean;
};

const RECENT = 50;

/** The newest bulk changes of the workspace. */
export function listBulkChanges(session: Session): Promise<ListedChange[]> {
  return selectChanges(session, undefined);
}

/**
 * What this person has started and is still being done, wherever they have gone since. Also what has only just ended:
 * a page that was drawn at the end of it must tell what became of it, too.
 */
export function listRunning(session: Session, now = new Date()): Promise<ListedChange[]> {
  const justNow = new Date(now.getTime() - JUST_ENDED_MS);
  const isOfInterest = or(isRunning, gt(bulkChanges.finishedAt, justNow));
  return selectChanges(session, and(isOfInterest, eq(bulkChanges.createdBy, session.userId)));
}

const JUST_ENDED_MS = 10_000;

export async function selectChanges(session: Session, which: SQL | undefined): Promise<ListedChange[]> {
  const undo = alias(bulkChanges, "undo");
  const rows = await db
    .select({
      id: bulkChanges.id,
      state: bulkChanges.state,
      total: bulkChanges.total,
      done: bulkChanges.done,
      change: bulkChanges.change,
      filter: bulkChanges.filter,
      userId: users.id,
      createdBy: users.name,
      createdAt: bulkChanges.createdAt,
      finishedAt: bulkChanges.finishedAt,
      undoes: bulkChanges.undoes,
      undoneBy: undo.id,
    })
    .from(bulkChanges)
    .innerJoin(users, eq(users.id, bulkChanges.createdBy))
    .leftJoin(undo, and(eq(undo.workspaceId, bulkChanges.workspaceId), eq(undo.undoes, bulkChanges.id)))
    .where(and(eq(bulkChanges.workspaceId, session.workspaceId), which))
    .orderBy(desc(bulkChanges.createdAt), desc(bulkChanges.id))
    .limit(RECENT);
  return rows.map(({ change, userId, ...row }) => {
    const order = bulkOrder.parse(change);
    return { ...row, order, mayUndo: mayUndo(session, { ...row, order, userId }) };
  });
}

type Undoable = Pick<ListedChange, "state" | "done" | "order" | "undoes" | "undoneBy"> & { userId: string };

function mayUndo(
  { role, userId }: Session,
  { state, done, order, undoes, undoneBy, userId: author }: Undoable,
): boolean {
  if (state === "running" || done === 0 || undoes || undoneBy || order.kind === "erase") return false;
  // What somebody has read is theirs alone.
  return mayOrderInBulk(role, order) && (order.kind !== "read" || userId === author);
}
