import { and, eq, or } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { savedViews } from "#db/schema.ts";
import type { Session } from "#features/people/session.ts";

/** A view that this person can see, or null: a private one of somebody else is not there. */
export async function findView(tx: Transaction, { workspaceId, userId }: Session, id: string) {
  const [view] = await tx
    .select({
      id: savedViews.id,
      userId: savedViews.userId,
      name: savedViews.name,
      filter: savedViews.filter,
      sort: savedViews.sort,
      columns: savedViews.columns,
      isShared: savedViews.isShared,
      position: savedViews.position,
    })
    .from(savedViews)
    .where(
      and(
        eq(savedViews.workspaceId, workspaceId),
        eq(savedViews.id, id),
        or(eq(savedViews.userId, userId), eq(savedViews.isShared, true)),
      ),
    );
  return view ?? null;
}
