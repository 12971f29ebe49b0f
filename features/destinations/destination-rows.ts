import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { getConnector } from "#connectors/registry.ts";
import { db } from "#db/client.ts";
import { deliveries, destinations, mappings, users } from "#db/schema.ts";
import { WAITING_STATES } from "#features/deliveries/list-deliveries.ts";
import { deliveryDays } from "#features/destinations/delivery-days.ts";
import { destinationHealth } from "#features/destinations/destination-health.ts";
import type { DestinationRow } from "#features/destinations/destination-row.ts";
import { countChanges } from "#features/mappings/count-changes.ts";
import { mappingRows } from "#features/mappings/mapping.ts";
import { isDraftOf, isLiveOf } from "#features/mappings/mapping-versions.ts";
import type { Session } from "#features/people/session.ts";

export type StoredDestination = Awaited<ReturnType<typeof selectDestinations>>[number];

/** Nobody sends leads to so many places. */
const LIMIT = 200;

/** What the database knows of destinations, by name. Holds settings: choose what goes to the browser. */
export function selectDestinations({ workspaceId }: Session, where?: SQL) {
  const live = alias(mappings, "live");
  const draft = alias(mappings, "draft");
  const publisher = alias(users, "publisher");
  const pauser = alias(users, "pauser");
  return db
    .select({
      id: destinations.id,
      connector: destinations.connector,
      name: destinations.name,
      settings: destinations.settings,
      credentialTails: destinations.credentialTails,
      pauseReason: destinations.pauseReason,
      pausedAt: destinations.pausedAt,
      pausedBy: pauser.name,
      nextAllowedAt: destinations.nextAllowedAt,
      fieldCount: sql<number>`coalesce(jsonb_array_length(${destinations.fields}), 0)`,
      fieldsReadAt: destinations.fieldsReadAt,
      mappingVersion: destinations.liveMappingVersion,
      liveRows: live.rows,
      publishedAt: live.publishedAt,
      publishedBy: publisher.name,
      draftRows: draft.rows,
      createdAt: destinations.createdAt,
      lastSentAt: sql<Date | null>`(
        select max(sent.delivered_at) from deliveries sent
        where sent.workspace_id = ${destinations.workspaceId} and sent.destination_id = ${destinations.id}
          and sent.state = 'delivered'
      )`.mapWith(deliveries.deliveredAt),
    })
    .from(destinations)
    .leftJoin(live, isLiveOf(destinations, live))
    .leftJoin(draft, isDraftOf(destinations, draft))
    .leftJoin(publisher, eq(publisher.id, live.updatedBy))
    .leftJoin(pauser, sql`${pauser.id}::text = ${destinations.pauseReason}->>'userId'`)
    .where(and(eq(destinations.workspaceId, workspaceId), where))
    .orderBy(asc(destinations.name), asc(destinations.id))
    .limit(LIMIT);
}

/** The same with their counts, as lists show them. */
export async function toRows(session: Session, stored: StoredDestination[], now: Date): Promise<DestinationRow[]> {
  const ids = stored.map(({ id }) => id);
  if (ids.length === 0) return [];
  const [counts, days] = await Promise.all([countUnsettled(session, ids), deliveryDays(session, ids, now)]);
  return stored.map((destination) => {
    const { id, connector, name, settings, pauseReason, pausedAt, pausedBy, nextAllowedAt } = destination;
    const { waiting, failed } = counts.get(id) ?? { waiting: 0, failed: 0 };
    return {
      id,
      connector,
      name,
      summary: summarize(connector, settings),
      health: destinationHealth({ pauseCause: pauseReason?.cause ?? null, failedCount: failed, nextAllowedAt, now }),
      pause: pauseReason && {
        cause: pauseReason.cause,
        code: pauseReason.code ?? null,
        message: pauseReason.message ?? null,
        by: pausedBy,
      },
      pausedAt,
      nextAllowedAt: nextAllowedAt && nextAllowedAt > now ? nextAllowedAt : null,
      waitingCount: waiting,
      failedCount: failed,
      days: days.get(id) ?? [],
      lastSentAt: destination.lastSentAt,
      mappingVersion: destination.mappingVersion,
      draftChanges: draftChanges(destination),
    };
  });
}

function summarize(type: string, settings: Record<string, unknown>): string {
  const connector = getConnector(type);
  const parsed = connector?.settingsSchema.safeParse(settings);
  return connector && parsed?.success ? connector.summarize(parsed.data) : "";
}

function draftChanges({ liveRows, draftRows }: StoredDestination): number {
  return draftRows ? countChanges(mappingRows.parse(liveRows ?? []), mappingRows.parse(draftRows)) : 0;
}

async function countUnsettled({ workspaceId }: Session, ids: string[]) {
  const rows = await db
    .select({
      destinationId: deliveries.destinationId,
      waiting: sql<number>`count(*) filter (where ${deliveries.state} <> 'failed')`.mapWith(Number),
      failed: sql<number>`count(*) filter (where ${deliveries.state} = 'failed')`.mapWith(Number),
    })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.workspaceId, workspaceId),
        inArray(deliveries.state, [...WAITING_STATES, "failed"]),
        inArray(deliveries.destinationId, ids),
      ),
    )
    .groupBy(deliveries.destinationId);
  return new Map(rows.map((row) => [row.destinationId, row]));
}
