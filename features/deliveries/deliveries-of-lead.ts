import { and, asc, eq } from "drizzle-orm";
import { db } from "#db/client.ts";
import { attempts, deliveries, destinations } from "#db/schema.ts";
import {
  deliveryColumns,
  isDestinationOf,
  isLastTryOf,
  withShownState,
} from "#features/deliveries/delivery-columns.ts";
import type { DeliveryRow } from "#features/deliveries/list-deliveries.ts";
import type { Session } from "#features/people/session.ts";

export type LeadDelivery = Omit<DeliveryRow, "lead"> & {
  /** The record at the destination. */
  externalId: string | null;
  externalUrl: string | null;
  mappingVersion: number | null;
  /** What was sent last, by destination field. */
  values: Record<string, unknown> | null;
};

/** Destinations of one workspace; nobody has so many. */
const LIMIT = 200;

/** What became of a lead at each destination, by the destination's name. */
export async function deliveriesOfLead(session: Pick<Session, "workspaceId">, leadId: string): Promise<LeadDelivery[]> {
  const { lead: _, ...columns } = deliveryColumns;
  const rows = await db
    .select({
      ...columns,
      externalId: deliveries.externalId,
      externalUrl: deliveries.externalUrl,
      mappingVersion: deliveries.mappingVersion,
      values: attempts.values,
    })
    .from(deliveries)
    .innerJoin(destinations, isDestinationOf)
    .leftJoin(attempts, isLastTryOf)
    .where(and(eq(deliveries.workspaceId, session.workspaceId), eq(deliveries.leadId, leadId)))
    .orderBy(asc(destinations.name), asc(destinations.id))
    .limit(LIMIT);
  return rows.map(withShownState);
}
