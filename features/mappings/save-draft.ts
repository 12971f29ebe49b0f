import { and, eq, isNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { MappingRow } from "#connectors/connector.ts";
import { db, type Transaction } from "#db/client.ts";
import { destinations, mappings } from "#db/schema.ts";
import { countChanges } from "#features/mappings/count-changes.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import { mappingRows } from "#features/mappings/mapping.ts";
import { isLiveOf } from "#features/mappings/mapping-versions.ts";
import type { Session } from "#features/people/session.ts";

export type SaveDraftResult = { ok: true; changes: number } | { ok: false; code: "forbidden" | "not_found" };

/** Keeps the rows as the destination's draft; a draft that changes nothing goes away. */
export async function saveDraft(session: Session, destinationId: string, rows: MappingRow[]): Promise<SaveDraftResult> {
  if (!mayChangeForwarding(session)) return { ok: false, code: "forbidden" };
  const { workspaceId, userId } = session;
  return db.transaction(async (tx) => {
    const live = await lockLiveRows(tx, workspaceId, destinationId);
    if (!live) return { ok: false, code: "not_found" };

    const changes = countChanges(live, rows);
    if (changes === 0) {
      await deleteDraft(tx, workspaceId, destinationId);
      return { ok: true, changes };
    }
    await tx
      .insert(mappings)
      .values({ workspaceId, id: v7(), destinationId, version: null, rows, updatedBy: userId })
      .onConflictDoUpdate({
        target: [mappings.workspaceId, mappings.destinationId, mappings.version],
        set: { rows, updatedBy: userId, updatedAt: sql`now()` },
      });
    return { ok: true, changes };
  });
}

/** Goes back to the live version. */
export async function discardDraft(session: Session, destinationId: string): Promise<SaveDraftResult> {
  if (!mayChangeForwarding(session)) return { ok: false, code: "forbidden" };
  await db.transaction((tx) => deleteDraft(tx, session.workspaceId, destinationId));
  return { ok: true, changes: 0 };
}

/** Null without such a destination. Locked, so that a draft is not saved while another is being published. */
async function lockLiveRows(tx: Transaction, workspaceId: string, destinationId: string): Promise<MappingRow[] | null> {
  const [destination] = await tx
    .select({ rows: mappings.rows })
    .from(destinations)
    .leftJoin(mappings, isLiveOf(destinations, mappings))
    .where(and(eq(destinations.workspaceId, workspaceId), eq(destinations.id, destinationId)))
    .for("no key update", { of: destinations });
  return destination ? mappingRows.parse(destination.rows ?? []) : null;
}

async function deleteDraft(tx: Transaction, workspaceId: string, destinationId: string): Promise<void> {
  await tx
    .delete(mappings)
    .where(
      and(eq(mappings.workspaceId, workspaceId), eq(mappings.destinationId, destinationId), isNull(mappings.version)),
    );
}
