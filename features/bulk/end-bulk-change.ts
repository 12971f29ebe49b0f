import { and, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Transaction } from "#db/client.ts";
import { auditEvents, bulkChanges } from "#db/schema.ts";
import { type ChangeKey, isChange, isRunning } from "#features/bulk/bulk-change.ts";
import { keptFilter } from "#features/bulk/kept-filter.ts";
import { parseFilter } from "#features/leads/parse-filter.ts";

/** Ends a change that runs and writes down who ended it, or that it ended by itself. False when it did not run. */
export async function endBulkChange(
  tx: Transaction,
  key: ChangeKey,
  state: "done" | "cancelled" | "failed",
  userId: string | null,
): Promise<boolean> {
  const [ended] = await tx
    .update(bulkChanges)
    .set({ state, finishedAt: sql`now()` })
    .where(and(isChange(key), isRunning))
    .returning({ change: bulkChanges.change, filter: bulkChanges.filter, done: bulkChanges.done });
  if (!ended) return false;
  const { done } = ended;
  const filter = keptFilter(ended.change, parseFilter(ended.filter).filter);
  await tx.update(bulkChanges).set({ filter }).where(isChange(key));
  await tx.insert(auditEvents).values({
    workspaceId: key.workspaceId,
    id: v7(),
    userId,
    action: "bulk_change.ended",
    details: { changeId: key.id, state, done },
  });
  return true;
}
