import { and, desc, eq, isNotNull } from "drizzle-orm";
import { db } from "#db/client.ts";
import { attempts, deliveries, destinations, leads, mappings } from "#db/schema.ts";
import { isDelivery } from "#features/deliveries/by-hand.ts";
import { isDestinationOf, isLeadOf } from "#features/deliveries/delivery-columns.ts";
import { type PreviewField, sideBySide } from "#features/deliveries/side-by-side.ts";
import { type FieldIssue, mapLead } from "#features/mappings/map-lead.ts";
import { mappableColumns, mappableLead } from "#features/mappings/mappable-lead.ts";
import { mappingRows } from "#features/mappings/mapping.ts";
import { isLiveOf } from "#features/mappings/mapping-versions.ts";
import { targetFields } from "#features/mappings/target-fields.ts";
import { valueWords } from "#features/mappings/value-words.ts";
import type { Session } from "#features/people/session.ts";

export type ReplayPreview = {
  /** What the last try sent, and the version that made it; null when none came to sending. */
  sent: { number: number; version: number | null } | null;
  /** The version that would be used now. */
  version: number | null;
  fields: PreviewField[];
  /** Why the destination would not take it now. */
  problems: FieldIssue[];
};

/** What sending a delivery again with the current mapping would send, beside what was sent last; or null. */
export async function previewReplay(
  { workspaceId }: Pick<Session, "workspaceId">,
  deliveryId: string,
): Promise<ReplayPreview | null> {
  const [delivery] = await db
    .select({
      lead: mappableColumns,
      version: destinations.liveMappingVersion,
      fields: destinations.fields,
      rows: mappings.rows,
    })
    .from(deliveries)
    .innerJoin(leads, isLeadOf)
    .innerJoin(destinations, isDestinationOf)
    .leftJoin(mappings, isLiveOf(destinations, mappings))
    .where(isDelivery(workspaceId, deliveryId));
  if (!delivery) return null;

  const [sent] = await db
    .select({ number: attempts.number, version: attempts.mappingVersion, values: attempts.values })
    .from(attempts)
    .where(and(eq(attempts.workspaceId, workspaceId), eq(attempts.deliveryId, deliveryId), isNotNull(attempts.values)))
    .orderBy(desc(attempts.number))
    .limit(1);

  const fields = targetFields.parse(delivery.fields);
  const mapped = mapLead(mappableLead(delivery.lead), mappingRows.parse(delivery.rows ?? []), fields);
  return {
    sent: sent ? { number: sent.number, version: sent.version } : null,
    version: delivery.version,
    fields: sideBySide(valueWords(sent?.values ?? {}, fields), valueWords(mapped.values, fields)),
    problems: mapped.problems,
  };
}
