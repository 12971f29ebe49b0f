import { and, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { MappingRow, TargetField } from "#connectors/connector.ts";
import { getConnector } from "#connectors/registry.ts";
import { db } from "#db/client.ts";
import { destinations, mappings, users } from "#db/schema.ts";
import { countChanges } from "#features/mappings/count-changes.ts";
import { mappingRows } from "#features/mappings/mapping.ts";
import { isDraftOf, isLiveOf } from "#features/mappings/mapping-versions.ts";
import { targetFields } from "#features/mappings/target-fields.ts";
import type { Session } from "#features/people/session.ts";

export type MappingView = {
  destinationId: string;
  destinationName: string;
  connector: string;
  /** The draft's rows, else the live ones. */
  rows: MappingRow[];
  liveRows: MappingRow[];
  /** How many fields the draft fills differently; 0 when there is no draft. */
  changes: number;
  liveVersion: number | null;
  publishedAt: Date | null;
  publishedBy: string | null;
  /** Empty while nothing is known of the destination's fields. */
  fields: TargetField[];
  fieldsReadAt: Date | null;
  /** Whether a row may say what becomes of its field when the record is there already. */
  updatesExisting: boolean;
};

/** The mapping as its editor shows it, or null. */
export async function getMapping(session: Session, destinationId: string): Promise<MappingView | null> {
  const live = alias(mappings, "live");
  const draft = alias(mappings, "draft");
  const [found] = await db
    .select({
      destinationId: destinations.id,
      destinationName: destinations.name,
      connector: destinations.connector,
      liveRows: live.rows,
      draftRows: draft.rows,
      liveVersion: destinations.liveMappingVersion,
      publishedAt: live.publishedAt,
      publishedBy: users.name,
      fields: destinations.fields,
      fieldsReadAt: destinations.fieldsReadAt,
    })
    .from(destinations)
    .leftJoin(live, isLiveOf(destinations, live))
    .leftJoin(draft, isDraftOf(destinations, draft))
    .leftJoin(users, eq(users.id, live.updatedBy))
    .where(and(eq(destinations.workspaceId, session.workspaceId), eq(destinations.id, destinationId)));
  if (!found) return null;

  const { draftRows, ...view } = found;
  const liveRows = mappingRows.parse(view.liveRows ?? []);
  const rows = draftRows ? mappingRows.parse(draftRows) : liveRows;
  return {
    ...view,
    rows,
    liveRows,
    changes: countChanges(liveRows, rows),
    fields: targetFields.parse(view.fields),
    updatesExisting: getConnector(view.connector)?.updatesExisting ?? false,
  };
}
