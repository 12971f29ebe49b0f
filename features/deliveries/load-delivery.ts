import { and, eq } from "drizzle-orm";
import type { Job, MappingRow, TargetField } from "#connectors/connector.ts";
import { db } from "#db/client.ts";
import { deliveries, destinations, leads, mappings, receipts } from "#db/schema.ts";
import type { StoredConnection } from "#features/deliveries/connection.ts";
import { heldBy, type Lease } from "#features/deliveries/lease.ts";
import { decompressBody } from "#features/intake/decompress-body.ts";
import type { MappableLead } from "#features/mappings/lead-values.ts";
import { mappableColumns, mappableLead } from "#features/mappings/mappable-lead.ts";
import { mappingRows } from "#features/mappings/mapping.ts";
import { isLiveOf } from "#features/mappings/mapping-versions.ts";
import { targetFields } from "#features/mappings/target-fields.ts";

/** Everything one try needs. */
export type DueDelivery = {
  lead: MappableLead;
  rows: MappingRow[];
  mappingVersion: number | null;
  fields: TargetField[];
  /** Sent instead of the mapped lead: "send again as sent". `mappingVersion` is then the one that made them. */
  resendValues: Record<string, unknown> | null;
  /** Nobody has asked for this try. */
  isAutomatic: boolean;
  connection: StoredConnection;
  job: Omit<Job, "values">;
};

/** What the lease is for, to be mapped with the version that is live now; null when the lease went to another worker. */
export async function loadDelivery(lease: Lease): Promise<DueDelivery | null> {
  const [row] = await db
    .select({
      lead: mappableColumns,
      attempt: deliveries.attemptCount,
      firstAttemptAt: deliveries.firstAttemptAt,
      previousUnknown: deliveries.previousUnknown,
      trigger: deliveries.nextTrigger,
      resendValues: deliveries.resendValues,
      sentVersion: deliveries.mappingVersion,
      body: receipts.body,
      headers: receipts.headers,
      destinationId: destinations.id,
      connector: destinations.connector,
      settings: destinations.settings,
      credentialsSealed: destinations.credentialsSealed,
      fields: destinations.fields,
      mappingVersion: destinations.liveMappingVersion,
      rows: mappings.rows,
    })
    .from(deliveries)
    .innerJoin(leads, and(eq(leads.workspaceId, deliveries.workspaceId), eq(leads.id, deliveries.leadId)))
    .innerJoin(receipts, and(eq(receipts.workspaceId, leads.workspaceId), eq(receipts.id, leads.receiptId)))
    .innerJoin(
      destinations,
      and(eq(destinations.workspaceId, deliveries.workspaceId), eq(destinations.id, deliveries.destinationId)),
    )
    .leftJoin(mappings, isLiveOf(destinations, mappings))
    .where(heldBy(lease));
  if (!row) return null;

  const { attempt, firstAttemptAt, previousUnknown, connector, settings, credentialsSealed } = row;
  if (!firstAttemptAt) throw new Error("Claiming a delivery sets the time of its first attempt");
  const rows = mappingRows.parse(row.rows ?? []);
  return {
    lead: mappableLead(row.lead),
    rows,
    mappingVersion: row.resendValues ? row.sentVersion : row.mappingVersion,
    resendValues: row.resendValues,
    isAutomatic: row.trigger === "auto" || row.trigger === "release",
    fields: targetFields.parse(row.fields),
    connection: { workspaceId: lease.workspaceId, id: row.destinationId, connector, settings, credentialsSealed },
    job: {
      deliveryId: lease.id,
      attempt,
      firstAttemptAt,
      previousUnknown,
      whenExists: Object.fromEntries(
        rows.flatMap(({ target, whenExists }) => (whenExists ? [[target, whenExists]] : [])),
      ),
      original: originalOf(row.body, row.headers),
      receivedAt: row.lead.receivedAt,
    },
  };
}

/** The request body as Microsoft sent it, decompressed. */
function originalOf(body: Buffer, headers: Record<string, string>): Job["original"] {
  const decompressed = decompressBody(body, headers["content-encoding"] ?? null);
  return { body: decompressed.ok ? decompressed.bytes : body, contentType: headers["content-type"] ?? "" };
}
