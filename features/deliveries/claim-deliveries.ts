import { and, eq, exists, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { getConnector } from "#connectors/registry.ts";
import { db, type Transaction } from "#db/client.ts";
import { databaseClock } from "#db/clock.ts";
import { deliveries, destinations } from "#db/schema.ts";
import { leaseProbes } from "#features/deliveries/claim-probes.ts";
import { claimedNow, type Lease, toLeases } from "#features/deliveries/lease.ts";
import { type ConnectorLimits, paceOf, RELEASE_PACE_MS } from "#features/deliveries/pace.ts";
import { scaledMs } from "#lib/scaled-ms.ts";

export type ClaimOptions = {
  /** At most so many. */
  limit: number;
  limitsOf?: (connector: string) => ConnectorLimits;
  now?: Date;
};

/**
 * Leases due deliveries to the caller, taking turns between destinations and never two of one person at the same
 * destination. Each counts as a try from now on, so that a try that kills its worker counts too. Of a destination on
 * hold one lead is tried when it is time.
 */
export async function claimDeliveries({ limit, limitsOf = connectorLimits, now }: ClaimOptions): Promise<Lease[]> {
  const clock = databaseClock(now);
  return db.transaction(async (tx) => {
    const due = await lockDueDestinations(tx, clock);
    const active = due.filter(({ state }) => state === "active");
    const onHold = due.filter(({ state }) => state === "paused");
    const slots = active.map(({ workspaceId, id, connector, limits }) => ({
      workspaceId,
      id,
      ...paceOf(limits, limitsOf(connector)),
    }));
    const claimed = slots.length === 0 ? [] : await leaseDue(tx, slots, limit, clock);
    const probes = onHold.length === 0 ? [] : await leaseProbes(tx, onHold, clock);
    return [...claimed, ...probes];
  });
}

function connectorLimits(connector: string): ConnectorLimits {
  // Of a connector that this version lacks one try is made, which pauses the destination and says so.
  return getConnector(connector)?.limits ?? { concurrency: 1 };
}

/**
 * Held until the claim is committed: only one worker at a time looks at a destination, which makes its limits and the
 * order of one person's leads exact. The others go on with other destinations.
 */
function lockDueDestinations(tx: Transaction, clock: SQL<Date>) {
  const isTimeFor = (time: PgColumn) => or(isNull(time), lte(time, clock));
  return tx
    .select({
      workspaceId: destinations.workspaceId,
      id: destinations.id,
      connector: destinations.connector,
      limits: destinations.limits,
      state: destinations.state,
    })
    .from(destinations)
    .where(
      and(
        isTimeFor(destinations.nextAllowedAt),
        or(
          and(
            eq(destinations.state, "active"),
            isTimeFor(destinations.nextSlotAt),
            exists(ofDestination(tx, and(eq(deliveries.state, "queued"), lte(deliveries.nextAttemptAt, clock)))),
          ),
          and(
            eq(destinations.state, "paused"),
            lte(destinations.probeAt, clock),
            exists(ofDestination(tx, eq(deliveries.state, "held"))),
          ),
        ),
      ),
    )
    .for("no key update", { skipLocked: true });
}

function ofDestination(tx: Transaction, where: SQL | undefined) {
  return tx
    .select({ one: sql`1` })
    .from(deliveries)
    .where(
      and(eq(deliveries.workspaceId, destinations.workspaceId), eq(deliveries.destinationId, destinations.id), where),
    );
}

/** `gapMs`: from the start of one try to the next; 0 for no such limit. */
type Slot = { workspaceId: string; id: string; concurrency: number; gapMs: number };

/**
 * A statement of its own, because only a new snapshot shows what the last holder of the locks has leased. A destination
 * with a pace gets one try at a time and the next one a gap later; released leads always go at a pace.
 */
async function leaseDue(tx: Transaction, slots: Slot[], limit: number, clock: SQL<Date>): Promise<Lease[]> {
  const slotRows = sql.join(
    slots.map(
      ({ workspaceId, id, concurrency, gapMs }) =>
        sql`(${workspaceId}::uuid, ${id}::uuid, ${concurrency}::int, ${gapMs}::float8)`,
    ),
    sql`, `,
  );
  const rows = await tx.execute<{ workspace_id: string; id: string; lease_token: string }>(sql`
    with due as materialized (
      select due.*, slot.gap_ms,
        row_number() over (partition by due.destination_id order by due.next_attempt_at, due.id) as turn,
        bool_or(due.next_trigger = 'release') over (partition by due.destination_id) as has_released
      from (values ${slotRows}) as slot (workspace_id, destination_id, concurrency, gap_ms)
      cross join lateral (
        select candidate.workspace_id, candidate.id, candidate.destination_id, candidate.next_attempt_at,
          candidate.next_trigger
        from deliveries candidate
        where candidate.workspace_id = slot.workspace_id
          and candidate.destination_id = slot.destination_id
          and candidate.state = 'queued'
          and candidate.next_attempt_at <= ${clock}
          and not exists (
            select from deliveries earlier
            where earlier.destination_id = candidate.destination_id
              and earlier.person_key = candidate.person_key
              and earlier.id <> candidate.id
              and (earlier.state = 'sending' or (earlier.state = 'queued' and earlier.id < candidate.id))
          )
        order by candidate.next_attempt_at, candidate.id
        limit greatest(0, slot.concurrency - (
          select count(*) from deliveries running
          where running.destination_id = slot.destination_id and running.state = 'sending'
        ))
        for update of candidate skip locked
      ) due
    ), picked as materialized (
      select workspace_id, id, destination_id,
        case when next_trigger = 'release' then greatest(gap_ms, ${scaledMs(RELEASE_PACE_MS)}) else gap_ms end as gap_ms
      from due
      where turn = 1 or (gap_ms = 0 and not has_released)
      order by turn, next_attempt_at
      limit ${limit}
    ), paced as (
      update destinations set next_slot_at = ${clock} + picked.gap_ms * interval '1 millisecond'
      from picked
      where picked.gap_ms > 0 and destinations.workspace_id = picked.workspace_id
        and destinations.id = picked.destination_id
    )
    update deliveries
    set ${claimedNow(clock)}
    from picked
    where deliveries.workspace_id = picked.workspace_id and deliveries.id = picked.id
    returning deliveries.workspace_id, deliveries.id, deliveries.lease_token
  `);
  return toLeases(rows);
}
