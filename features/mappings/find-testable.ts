import { and, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { MappingRow, TargetField } from "#connectors/connector.ts";
import { db } from "#db/client.ts";
import { destinations, leads, mappings } from "#db/schema.ts";
import type { StoredConnection } from "#features/deliveries/connection.ts";
import type { MappableLead } from "#features/mappings/lead-values.ts";
import { mappableColumns, mappableLead } from "#features/mappings/mappable-lead.ts";
import { mappingRows } from "#features/mappings/mapping.ts";
import { isDraftOf, isLiveOf } from "#features/mappings/mapping-versions.ts";
import { targetFields } from "#features/mappings/target-fields.ts";
import type { Session } from "#features/people/session.ts";

export type Testable = { connection: StoredConnection; rows: MappingRow[]; fields: TargetField[] };

/** A destination with the draft of its mapping, or the live version where there is no draft; null when it is gone. */
export async function findTestable({ workspaceId }: Session, id: string): Promise<Testable | null> {
  const live = alias(mappings, "live");
  const draft = alias(mappings, "draft");
  const [found] = await db
    .select({
      connector: destinations.connector,
      settings: destinations.settings,
      credentialsSealed: destinations.credentialsSealed,
      fields: destinations.fields,
      liveRows: live.rows,
      draftRows: draft.rows,
    })
    .from(destinations)
    .leftJoin(live, isLiveOf(destinations, live))
    .leftJoin(draft, isDraftOf(destinations, draft))
    .where(and(eq(destinations.workspaceId, workspaceId), eq(destinations.id, id)));
  if (!found) return null;

  const { fields, liveRows, draftRows, ...stored } = found;
  return {
    connection: { workspaceId, id, ...stored },
    rows: mappingRows.parse(draftRows ?? liveRows ?? []),
    fields: targetFields.parse(fields),
  };
}

/** A lead as a mapping takes it, or null. */
export async function findSample({ workspaceId }: Session, id: string): Promise<MappableLead | null> {
  const [found] = await db
    .select(mappableColumns)
    .from(leads)
    .where(and(eq(leads.workspaceId, workspaceId), eq(leads.id, id)));
  return found ? mappableLead(found) : null;
}
