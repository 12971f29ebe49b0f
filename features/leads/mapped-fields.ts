import { and, asc, eq } from "drizzle-orm";
import type { TargetField } from "#connectors/connector.ts";
import { db } from "#db/client.ts";
import { destinations, leads, mappings } from "#db/schema.ts";
import type { LeadDelivery } from "#features/deliveries/deliveries-of-lead.ts";
import type { Reader } from "#features/leads/lead-conditions.ts";
import { mapLead } from "#features/mappings/map-lead.ts";
import { mappableColumns, mappableLead } from "#features/mappings/mappable-lead.ts";
import { mappingRows } from "#features/mappings/mapping.ts";
import { isLiveOf } from "#features/mappings/mapping-versions.ts";
import { targetFields } from "#features/mappings/target-fields.ts";
import { valueWords } from "#features/mappings/value-words.ts";

export type MappedFields = {
  destinationId: string;
  destinationName: string;
  connector: string;
  /** Of the mapping that made these values; null where nothing is published. */
  version: number | null;
  /** What the last try sent, or what a try would send now. */
  isSent: boolean;
  fields: { name: string; label: string; text: string }[];
};

const LIMIT = 200;

/** What each destination got of a lead, field by field, or would get where nothing has been sent. */
export async function listMappedFields(
  reader: Pick<Reader, "workspaceId">,
  number: number,
  deliveries: LeadDelivery[],
): Promise<MappedFields[]> {
  const rows = await db
    .select({
      lead: mappableColumns,
      destinationId: destinations.id,
      destinationName: destinations.name,
      connector: destinations.connector,
      version: destinations.liveMappingVersion,
      fields: destinations.fields,
      rows: mappings.rows,
    })
    .from(destinations)
    .innerJoin(leads, and(eq(leads.workspaceId, destinations.workspaceId), eq(leads.number, number)))
    .leftJoin(mappings, isLiveOf(destinations, mappings))
    .where(eq(destinations.workspaceId, reader.workspaceId))
    .orderBy(asc(destinations.name), asc(destinations.id))
    .limit(LIMIT);

  return rows.map(({ lead, fields, rows, ...destination }) => {
    const known = targetFields.parse(fields);
    const sent = deliveries.find(({ destinationId }) => destinationId === destination.destinationId);
    if (sent?.values) {
      return {
        ...destination,
        version: sent.mappingVersion,
        isSent: true,
        fields: valueWords(sent.values, known),
      };
    }
    const { results } = mapLead(mappableLead(lead), mappingRows.parse(rows ?? []), known);
    return {
      ...destination,
      isSent: false,
      fields: Object.entries(results).flatMap(([name, { value, text }]) =>
        value === null ? [] : [{ name, label: labelOf(name, known), text }],
      ),
    };
  });
}

function labelOf(name: string, fields: TargetField[]): string {
  return fields.find((field) => field.name === name)?.label ?? name;
}
