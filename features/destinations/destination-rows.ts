import { and, asc, eq, inArray, min, ne, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { getConnector } from "#connectors/registry.ts";
import { db } from "#db/client.ts";
import { deliveries, destinations, mappings, users, workspaces } from "#db/schema.ts";
import { isOpenFailure, WAITING_STATES } from "#features/deliveries/delivery-conditions.ts";
import { deliveryDays } from "#features/destinations/delivery-days.ts";
import { destinationHealth } from "#features/destinations/destination-health.ts";
import type { DestinationRow } from "#features/destinations/destination-row.ts";
import { countChanges } from "#features/mappings/count-changes.ts";
import { mappingRows } from "#features/mappings/mapping.ts";
import { isDraftOf, isLiveOf } from "#features/mappings/mapping-versions.ts";
import type { Session } from "#features/people/session.ts";
import { routing } from "#features/rules/routing.ts";

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
      state: destinations.state,
      probeAt: destinations.probeAt,
      strikes: destinations.strikes,
      limits: destinations.limits,
      routing: destinations.routing,
      secretExpiresOn: destinations.credentialsExpireOn,
      secretDaysLeft: sql<
        number | null
      >`${destinations.credentialsExpireOn} - (now() at time zone ${workspaces.timeZone})::date`,
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
    .innerJoin(workspaces, eq(workspaces.id, destinations.workspaceId))
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
  return stored.map((destination) => toRow(destination, counts.get(destination.id) ?? NONE, days, now));
}

function toRow(
  destination: StoredDestination,
  { waiting, failed, sending, released, nextAttemptAt }: Counts,
  days: Awaited<ReturnType<typeof deliveryDays>>,
  now: Date,
): DestinationRow {
  const { id, connector, name, settings, pauseReason, pausedAt, pausedBy, strikes, secretDaysLeft } = destination;
  const nextAllowedAt = future(destination.nextAllowedAt, now);
  const isPaused = destination.state === "paused";
  const pauseCause = pauseReason?.cause ?? null;
  const isFailing = strikes?.kind === "retry" && waiting > 0;
  return {
    id,
    connector,
    name,
    summary: summarize(connector, settings),
    health: destinationHealth({ pauseCause, isFailing, failedCount: failed, nextAllowedAt, secretDaysLeft, now }),
    circuit: isPaused ? (sending > 0 ? "trying" : "held") : released > 0 ? "again" : "sending",
    isFailing,
    pause: pauseReason && {
      cause: pauseReason.cause,
      code: pauseReason.code ?? null,
      message: pauseReason.message ?? null,
      by: pausedBy,
    },
    pausedAt,
    nextAllowedAt,
    nextTryAt: waiting > 0 ? latest(isPaused ? destination.probeAt : nextAttemptAt, nextAllowedAt) : null,
    waitingCount: waiting,
    failedCount: failed,
    days: days.get(id) ?? [],
    lastSentAt: destination.lastSentAt,
    mappingVersion: destination.mappingVersion,
    draftChanges: draftChanges(destination),
    routing: routing.parse(destination.routing),
    secretExpiresOn: destination.secretExpiresOn,
    secretDaysLeft,
  };
}

function future(time: Date | null, now: Date): Date | null {
  return time && time > now ? time : null;
}

/** Null when the first is: what is allowed is not yet planned. */
function latest(planned: Date | null, allowed: Date | null): Date | null {
  return planned && allowed && allowed > planned ? allowed : planned;
}

function summarize(type: string, settings: Record<string, unknown>): string {
  const connector = getConnector(type);
  const parsed = connector?.settingsSchema.safeParse(settings);
  return connector && parsed?.success ? connector.summarize(parsed.data) : "";
}

function draftChanges({ liveRows, draftRows }: StoredDestination): number {
  return draftRows ? countChanges(mappingRows.parse(liveRows ?? []), mappingRows.parse(draftRows)) : 0;
}

type Counts = Omit<Awaited<ReturnType<typeof selectCounts>>[number], "destinationId">;

const NONE: Counts = { waiting: 0, failed: 0, sending: 0, released: 0, nextAttemptAt: null };

async function countUnsettled(session: Session, ids: string[]): Promise<Map<string, Counts>> {
  const rows = await selectCounts(session, ids);
  return new Map(rows.map(({ destinationId, ...counts }) => [destinationId, counts]));
}

function selectCounts({ workspaceId }: Session, ids: string[]) {
  const countWhere = (condition: SQL | undefined) => sql<number>`count(*) filter (where ${condition})`.mapWith(Number);
  const isReleased = and(eq(deliveries.state, "queued"), eq(deliveries.nextTrigger, "release"));
  return db
    .select({
      destinationId: deliveries.destinationId,
      waiting: countWhere(ne(deliveries.state, "failed")),
      failed: countWhere(isOpenFailure),
      sending: countWhere(eq(deliveries.state, "sending")),
      released: countWhere(isReleased),
      nextAttemptAt: min(deliveries.nextAttemptAt),
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
}
