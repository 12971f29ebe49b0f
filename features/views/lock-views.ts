import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { memberships, savedViews } from "#db/schema.ts";

/**
 * Holds a person's views for the transaction, so that their number, names and order are counted by one at a time. Says
 * how many there are and which place is free behind them; null for somebody who does not belong to the workspace.
 */
export async function lockViews(
  tx: Transaction,
  owner: { workspaceId: string; userId: string },
): Promise<{ count: number; next: number } | null> {
  const [member] = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.workspaceId, owner.workspaceId), eq(memberships.userId, owner.userId)))
    .for("update");
  if (!member) return null;
  const [row] = await tx
    .select({
      count: sql<number>`count(*)::int`,
      next: sql<number>`coalesce(max(${savedViews.position}) + 1, 0)::int`,
    })
    .from(savedViews)
    .where(and(eq(savedViews.workspaceId, owner.workspaceId), eq(savedViews.userId, owner.userId)));
  return row ?? { count: 0, next: 0 };
}
