import { and, eq } from "drizzle-orm";
import type { MappingRow } from "#connectors/connector.ts";
import { db } from "#db/client.ts";
import { mappings } from "#db/schema.ts";
import { mappingRows } from "#features/mappings/mapping.ts";
import { saveDraft } from "#features/mappings/save-draft.ts";
import type { Session } from "#features/people/session.ts";

export type RestoreResult =
  /** `changes`: how many fields the draft now fills otherwise than the live version. */
  { ok: true; rows: MappingRow[]; changes: number } | { ok: false; code: "forbidden" | "not_found" };

/** Makes a published version the draft, in place of what the draft was; what is live stays as it is. */
export async function restoreVersion(session: Session, destinationId: string, version: number): Promise<RestoreResult> {
  const [found] = await db
    .select({ rows: mappings.rows })
    .from(mappings)
    .where(
      and(
        eq(mappings.workspaceId, session.workspaceId),
        eq(mappings.destinationId, destinationId),
        eq(mappings.version, version),
      ),
    );
  if (!found) return { ok: false, code: "not_found" };

  const rows = mappingRows.parse(found.rows);
  const saved = await saveDraft(session, destinationId, rows);
  return saved.ok ? { ok: true, rows, changes: saved.changes } : saved;
}
