import { db } from "#db/client.ts";
import { bulkChanges } from "#db/schema.ts";
import { isChange } from "#features/bulk/bulk-change.ts";
import { type BulkRefusal, bulkOrder } from "#features/bulk/bulk-order.ts";
import { endBulkChange } from "#features/bulk/end-bulk-change.ts";
import { mayOrderInBulk } from "#features/bulk/prepare-order.ts";
import type { Session } from "#features/people/session.ts";

export type CancelResult = { ok: true } | { ok: false; code: BulkRefusal };

/** Ends a change after the batch that is being done. What is done stays done, and can be taken back. */
export async function cancelBulkChange(session: Session, id: string): Promise<CancelResult> {
  const key = { workspaceId: session.workspaceId, id };
  const [found] = await db.select({ change: bulkChanges.change }).from(bulkChanges).where(isChange(key));
  if (!found) return { ok: false, code: "not_found" };
  if (!mayOrderInBulk(session.role, bulkOrder.parse(found.change))) return { ok: false, code: "forbidden" };
  const wasRunning = await db.transaction((tx) => endBulkChange(tx, key, "cancelled", session.userId));
  return wasRunning ? { ok: true } : { ok: false, code: "not_running" };
}
