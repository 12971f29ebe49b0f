import { and, eq, exists, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { getConnector } from "#connectors/registry.ts";
import { db, type Transaction } from "#db/client.ts";
import { databaseClock, later } from "#db/clock.ts";
import { deliveries, destinations } from "#db/schema.ts";
import { type Lease, leaseMs } from "#features/deliveries/lease.ts";

export type ClaimOptions = {
  /** At most so many. */
  limit: number;
  /** How many tries may run at once at destinations of this type. */
  concurrencyOf?: (connector: string) => number;
  now?: Date;
};

/**
 * Leases due deliveries to the caller, taking turns between destinations and never two of one person at the same
 * destination. Each counts as a try from now on, so that a try that kills its worker counts too.
 */
export async function claimDeliveries({ limit, concurrencyOf = limitOf, now }: ClaimOptions): Promise<Lease[]> {
  const clock = databaseClock(now);
  return db.transaction(async (tx) => {
    const due = await lockDueDestinations(tx, clock);
    if (due.length === 0) return [];
    const slots = due.map(({ workspaceId, id, connector }) => ({
      workspaceId,
      id,
      concurrency: concurrencyOf(connector),
    }));
    return leaseDue(tx, slots, limit, clock);
  });
}

function limitOf(connector: string): number {
  // Of a connector that this version lacks one try is made, which pauses the destination and says so.
  return getConnector(connector)?.limits.concurrency ?? 1;
}

/**
 * Held until the claim is committed: only one worker at a time looks at a destination, which makes the limit and the
 * order of one person's leads exact. The others go on with other destinations.
 */
function lockDueDestinations(tx: Transaction, clock: SQL<Date>) {
  const due = tx
    .select({ one: sql`1` })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.destinationId, destinations.id),
        eq(deliveries.state, "queued"),
        lte(deliveries.nextAttemptAt, clock),
      ),
    );
  return tx
    .select({ workspaceId: destinations.workspaceId, id: destinations.id, connector: destinations.connector })
    .from(destinations)
    .where(
      and(
        eq(destinations.state, "active"),
        or(isNull(destinations.nextAllowedAt), lte(destinations.nextAllowedAt, clock)),
        exists(due),
      ),
    )
    .for("no key update", { skipLocked: true });
}

type Slot = { workspaceId: string; id: string; concurrency: number };

/** A statement of its own, because only a new snapshot shows what the last holder of the locks has leased. */
async function leaseDue(tx: Transaction, slots: Slot[], limit: number, clock: SQL<Date>): Promise<Lease[]> {
  const slotRows = sql.join(
    slots.map(({ workspaceId, id, concurrency }) => sql`(${workspaceId}::uuid, ${id}::uuid, ${concurrency}::int)`),
    sql`, `,
  );
  const rows = await tx.execute<{ workspace_id: string; id: string; lease_token: string }>(sql`
    with picked as materialized (
      select workspace_id, id
      from (
        select due.*, row_number() over (partition by due.destination_id order by due.next_attempt_at, due.id) as turn
        from (values ${slotRows}) as slot (workspace_id, destination_id, concurrency)
        cross join lateral (
          select candidate.workspace_id, candidate.id, candidate.destination_id, candidate.next_attempt_at
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
      ) ranked
      order by turn, next_attempt_at
      limit ${limit}
    )
    update deliveries
    set state = 'sending',
        lease_token = gen_random_uuid(),
        lease_until = ${later(clock, leaseMs())},
        attempt_count = attempt_count + 1,
        first_attempt_at = coalesce(first_attempt_at, ${clock}),
        updated_at = ${clock}
    from picked
    where deliveries.workspace_id = picked.workspace_id and deliveries.id = picked.id
    returning deliveries.workspace_id, deliveries.id, deliveries.lease_token
  `);
  return rows.map((row) => ({ workspaceId: row.workspace_id, id: row.id, leaseToken: row.lease_token }));
}
