import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import { db, type Transaction } from "#db/client.ts";
import { bulkChangedLeads, bulkChanges, leads } from "#db/schema.ts";
import { type BulkChange, type ChangeKey, findRunning, isChange, isRunning } from "#features/bulk/bulk-change.ts";
import { changeBatch } from "#features/bulk/change-batch.ts";
import { endBulkChange } from "#features/bulk/end-bulk-change.ts";
import { leftOut } from "#features/bulk/left-out.ts";
import { scopeConditions } from "#features/bulk/read-scope.ts";
import { undoBatch } from "#features/bulk/undo-batch.ts";

export type BatchSize = {
  /** Leads of one transaction. 250 keep whoever wants one of them waiting for a tenth of a second. */
  batch?: number;
  /** Leads found at once, because finding them may mean reading the whole table. */
  picked?: number;
};

/**
 * Carries a bulk change on: the next leads, in batches. False when nothing was left or somebody else is at it.
 *
 * Goes through the leads by their id and asks the filter at each of them just before it is changed. So every lead is
 * looked at once, whatever the change itself makes of the filter, and a lead that somebody has taken out of the filter
 * meanwhile is left alone.
 */
export async function carryOn(key: ChangeKey, { batch = 250, picked = 5_000 }: BatchSize = {}): Promise<boolean> {
  const change = await findRunning(key);
  if (!change) return false;
  const ids = await pickNext(change, picked);
  for (let at = 0; at === 0 || at < ids.length; at += batch) {
    const isLast = ids.length < picked && at + batch >= ids.length;
    const some = ids.slice(at, at + batch);
    if (!(await doBatch(change, some, isLast))) return false;
    change.lastLeadId = some.at(-1) ?? change.lastLeadId;
  }
  return true;
}

/** Outside of the batches' transactions, because it may take longer than anybody should be kept waiting. */
async function pickNext(change: BulkChange, limit: number): Promise<string[]> {
  const { author, order, scope, lastLeadId, undoes } = change;
  const found = undoes
    ? await db
        .select({ id: bulkChangedLeads.leadId })
        .from(bulkChangedLeads)
        .where(
          and(
            eq(bulkChangedLeads.workspaceId, change.workspaceId),
            eq(bulkChangedLeads.changeId, undoes),
            lastLeadId ? gt(bulkChangedLeads.leadId, lastLeadId) : undefined,
          ),
        )
        .orderBy(asc(bulkChangedLeads.leadId))
        .limit(limit)
    : await db
        .select({ id: leads.id })
        .from(leads)
        .where(
          and(
            scopeConditions(author, scope),
            sql`${leftOut(author, order)} is null`,
            lastLeadId ? gt(leads.id, lastLeadId) : undefined,
          ),
        )
        .orderBy(asc(leads.id))
        .limit(limit);
  return found.map(({ id }) => id);
}

/** All of a batch happens or nothing: the leads, their history, what was before, and how far the change is. */
async function doBatch(change: BulkChange, ids: string[], isLast: boolean): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (!(await isOurs(tx, change))) return false;
    const done = await (change.undoes ? undoBatch(tx, change, change.undoes, ids) : changeBatch(tx, change, ids));
    await tx
      .update(bulkChanges)
      .set({
        done: sql`${bulkChanges.done} + ${done ?? 0}`,
        // What was counted before may have changed meanwhile.
        total: sql`greatest(${bulkChanges.total}, ${bulkChanges.done} + ${done ?? 0})`,
        lastLeadId: ids.at(-1) ?? change.lastLeadId,
      })
      .where(isChange(change));
    if (done === null) await endBulkChange(tx, change, "failed", null);
    else if (isLast) await endBulkChange(tx, change, "done", change.author.userId);
    return done !== null;
  });
}

/** Held until the batch is committed. Not ours when another worker does this batch, has done it, or somebody cancelled. */
async function isOurs(tx: Transaction, change: BulkChange): Promise<boolean> {
  const { lastLeadId } = change;
  const isAsFar = lastLeadId ? eq(bulkChanges.lastLeadId, lastLeadId) : isNull(bulkChanges.lastLeadId);
  const locked = await tx
    .select({ id: bulkChanges.id })
    .from(bulkChanges)
    .where(and(isChange(change), isRunning, isAsFar))
    .for("update", { skipLocked: true });
  return locked.length > 0;
}
