import { and, eq, isNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { MappingRow, TargetField } from "#connectors/connector.ts";
import { db, type Transaction } from "#db/client.ts";
import { auditEvents, destinations, mappings } from "#db/schema.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import { mappingRows } from "#features/mappings/mapping.ts";
import { nextVersion } from "#features/mappings/next-version.ts";
import { targetFields } from "#features/mappings/target-fields.ts";
import type { Session } from "#features/people/session.ts";

export type PublishResult =
  | { ok: true; version: number }
  | { ok: false; code: "forbidden" | "not_found" | "nothing_to_publish" }
  | { ok: false; code: "required_unmapped"; fields: { field: string; label: string }[] };

/** Makes the draft the version that every further try is mapped with, unless a required field can only stay empty. */
export async function publishMapping(
  session: Session,
  destinationId: string,
  note: string | null,
): Promise<PublishResult> {
  if (!mayChangeForwarding(session)) return { ok: false, code: "forbidden" };
  const { workspaceId, userId } = session;
  return db.transaction(async (tx) => {
    const fields = await lockFields(tx, workspaceId, destinationId);
    if (!fields) return { ok: false, code: "not_found" };
    const draft = await findDraft(tx, workspaceId, destinationId);
    if (!draft) return { ok: false, code: "nothing_to_publish" };
    const unmapped = unmappedFields(mappingRows.parse(draft.rows), fields);
    if (unmapped.length > 0) return { ok: false, code: "required_unmapped", fields: unmapped };

    const version = await nextVersion(tx, { workspaceId, id: destinationId });
    await tx
      .update(mappings)
      .set({ version, note, updatedBy: userId, publishedAt: sql`now()` })
      .where(and(eq(mappings.workspaceId, workspaceId), eq(mappings.id, draft.id)));
    await tx
      .update(destinations)
      .set({ liveMappingVersion: version })
      .where(and(eq(destinations.workspaceId, workspaceId), eq(destinations.id, destinationId)));
    await tx
      .insert(auditEvents)
      .values({ workspaceId, id: v7(), userId, action: "mapping.published", details: { destinationId, version } });
    return { ok: true, version };
  });
}

/** Null without such a destination. Locked, so that two versions do not get one number. */
async function lockFields(tx: Transaction, workspaceId: string, destinationId: string): Promise<TargetField[] | null> {
  const [destination] = await tx
    .select({ fields: destinations.fields })
    .from(destinations)
    .where(and(eq(destinations.workspaceId, workspaceId), eq(destinations.id, destinationId)))
    .for("no key update");
  return destination ? targetFields.parse(destination.fields) : null;
}

async function findDraft(tx: Transaction, workspaceId: string, destinationId: string) {
  const [draft] = await tx
    .select({ id: mappings.id, rows: mappings.rows })
    .from(mappings)
    .where(
      and(eq(mappings.workspaceId, workspaceId), eq(mappings.destinationId, destinationId), isNull(mappings.version)),
    );
  return draft;
}

function unmappedFields(rows: MappingRow[], fields: TargetField[]): { field: string; label: string }[] {
  const filled = new Set(rows.filter(({ value, fallback }) => value.length + fallback.length > 0).map(targetOf));
  return fields
    .filter(({ name, required }) => required && !filled.has(name))
    .map(({ name, label }) => ({ field: name, label }));
}

function targetOf({ target }: MappingRow): string {
  return target;
}
