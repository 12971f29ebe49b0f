import { and, asc, isNotNull, or, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { bulkChanges } from "#db/schema.ts";
import { type ChangeKey, isRunning } from "#features/bulk/bulk-change.ts";
import { type BatchSize, carryOn } from "#features/bulk/carry-on.ts";
import { endBulkChange } from "#features/bulk/end-bulk-change.ts";
import { log } from "#lib/log.ts";

const AT_ONCE = 20;
/** Locks, cut connections and restarts pass; what fails so often in a row will fail again. */
const MAX_FAILURES = 10;

/** How often a change has failed in a row in this process. */
const failures = new Map<string, number>();

/** Takes every bulk change that runs a step further, so that none waits for another. False when nothing moved. */
export async function runBulkChanges(): Promise<boolean> {
  const running = await db
    .select({ workspaceId: bulkChanges.workspaceId, id: bulkChanges.id })
    .from(bulkChanges)
    .where(and(isRunning, or(isNotNull(bulkChanges.lastLeadId), wasForgotten)))
    .orderBy(asc(bulkChanges.createdAt))
    .limit(AT_ONCE);
  let hasMoved = false;
  for (const key of running) hasMoved = (await tryToCarryOn(key)) || hasMoved;
  return hasMoved;
}

/** Its first batch is done by the request that gave the order, unless that died. */
const wasForgotten = sql`${bulkChanges.createdAt} < now() - interval '5 seconds'`;

/** A step of one change. What fails is tried again by the worker; only that change waits for it. */
export async function tryToCarryOn(key: ChangeKey, size?: BatchSize): Promise<boolean> {
  try {
    const hasMoved = await carryOn(key, size);
    failures.delete(key.id);
    return hasMoved;
  } catch (error) {
    const count = (failures.get(key.id) ?? 0) + 1;
    failures.set(key.id, count);
    log.error({ err: error, changeId: key.id, failures: count }, "a batch of a bulk change failed");
    if (count >= MAX_FAILURES) {
      failures.delete(key.id);
      await db.transaction((tx) => endBulkChange(tx, key, "failed", null));
    }
    return false;
  }
}
