import { eq } from "drizzle-orm";
import { bulkChanges } from "#db/schema.ts";
import { type ListedChange, selectChanges } from "#features/bulk/list-bulk-changes.ts";
import type { Session } from "#features/people/session.ts";

export type BulkProgress = Pick<ListedChange, "id" | "state" | "total" | "done" | "mayUndo">;

/** How far a change is, or null. */
export async function getBulkProgress(session: Session, changeId: string): Promise<BulkProgress | null> {
  const [found] = await selectChanges(session, eq(bulkChanges.id, changeId));
  if (!found) return null;
  const { id, state, total, done, mayUndo } = found;
  return { id, state, total, done, mayUndo };
}
