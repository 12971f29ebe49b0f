import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { db } from "#db/client.ts";
import { auditEvents, bulkChanges } from "#db/schema.ts";
import { isChange } from "#features/bulk/bulk-change.ts";
import { selectChanges } from "#features/bulk/list-bulk-changes.ts";
import { begin, type StartResult } from "#features/bulk/start-bulk-change.ts";
import type { Session } from "#features/people/session.ts";

/**
 * Takes a bulk change back, as one of its own: each lead gets what it had, unless somebody has changed that since. What
 * has not arrived anywhere yet is not sent. The second time it is refused.
 */
export async function undoBulkChange(session: Session, changeId: string): Promise<StartResult> {
  const { workspaceId, userId } = session;
  const [undone] = await selectChanges(session, eq(bulkChanges.id, changeId));
  if (!undone) return { ok: false, code: "not_found" };
  if (!undone.mayUndo) return { ok: false, code: "not_undoable" };
  const id = v7();
  const isBegun = await db.transaction(async (tx) => {
    const [given] = await tx
      .select({
        change: bulkChanges.change,
        filter: bulkChanges.filter,
        timeZone: bulkChanges.timeZone,
        asOf: bulkChanges.asOf,
        total: bulkChanges.done,
      })
      .from(bulkChanges)
      .where(isChange({ workspaceId, id: changeId }));
    if (!given) return false;
    const begun = await tx
      .insert(bulkChanges)
      .values({ ...given, workspaceId, id, createdBy: userId, undoes: changeId })
      .onConflictDoNothing()
      .returning({ id: bulkChanges.id });
    if (begun.length === 0) return false;
    await tx.insert(auditEvents).values({
      workspaceId,
      id: v7(),
      userId,
      action: "bulk_change.undone",
      details: { changeId: id, undoes: changeId, total: given.total },
    });
    return true;
  });
  return isBegun ? { ok: true, id, progress: await begin(session, id) } : { ok: false, code: "not_undoable" };
}
