import { and, eq, isNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { TargetField } from "#connectors/connector.ts";
import { db, type Transaction } from "#db/client.ts";
import { auditEvents, destinations, mappings } from "#db/schema.ts";
import { probeSoon } from "#features/deliveries/probe-destination.ts";
import { findProblems } from "#features/mappings/find-problems.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import { listPreviewLeads } from "#features/mappings/list-preview-leads.ts";
import { mappingRows } from "#features/mappings/mapping.ts";
import { nextVersion } from "#features/mappings/next-version.ts";
import { targetFields } from "#features/mappings/target-fields.ts";
import type { Session } from "#features/people/session.ts";

export type PublishResult =
  | { ok: true; version: number }
  | { ok: false; code: "forbidden" | "not_found" | "nothing_to_publish" }
  /** Nothing fills these at all; or one of the last leads would be refused for lack of them. */
  | { ok: false; code: "required_unmapped" | "would_be_rejected"; fields: { field: string; label: string }[] };

/** Makes the draft the version that every further try is mapped with, unless the destination would refuse leads for it. */
export async function publishMapping(
  session: Session,
  destinationId: string,
  note: string | null,
): Promise<PublishResult> {
  if (!mayChangeForwarding(session)) return { ok: false, code: "forbidden" };
  const { workspaceId, userId } = session;
  const leads = await listPreviewLeads(session);
  return db.transaction(async (tx) => {
    const fields = await lockFields(tx, workspaceId, destinationId);
    if (!fields) return { ok: false, code: "not_found" };
    const draft = await findDraft(tx, workspaceId, destinationId);
    if (!draft) return { ok: false, code: "nothing_to_publish" };
    const refusal = refusalOf(findProblems(leads, mappingRows.parse(draft.rows), fields), fields);
    if (refusal) return refusal;

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
    // A destination that refused every lead may take them with this version.
    await probeSoon(tx, { workspaceId, id: destinationId });
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

function refusalOf(problems: ReturnType<typeof findProblems>, fields: TargetField[]): PublishResult | null {
  const red = [...problems].filter(([, { severity }]) => severity === "red");
  const unmapped = red.filter(([, { code }]) => code === "unmapped");
  const named = (refused: typeof red) =>
    refused.map(([name]) => ({ field: name, label: fields.find((field) => field.name === name)?.label ?? name }));
  if (unmapped.length > 0) return { ok: false, code: "required_unmapped", fields: named(unmapped) };
  return red.length > 0 ? { ok: false, code: "would_be_rejected", fields: named(red) } : null;
}
