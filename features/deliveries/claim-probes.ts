import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { claimedNow, type Lease, toLeases } from "#features/deliveries/lease.ts";

/** Those of one person wait for each other, so the first may not be the one; more than that nobody has waiting. */
const LOOKED_AT = 1_000;

/**
 * Leases the lead that is tried at each of these destinations on hold, whose rows the caller has locked. One at a time,
 * and the one that waited longest since it was last touched, so that a lead which only fails itself does not keep
 * everybody waiting. Leads that may have arrived already come last, and so do those that were refused when all are.
 */
export async function leaseProbes(
  tx: Transaction,
  onHold: { workspaceId: string; id: string }[],
  clock: SQL<Date>,
): Promise<Lease[]> {
  const ids = sql.join(
    onHold.map(({ workspaceId, id }) => sql`(${workspaceId}::uuid, ${id}::uuid)`),
    sql`, `,
  );
  const rows = await tx.execute<{ workspace_id: string; id: string; lease_token: string }>(sql`
    with picked as materialized (
      select probe.workspace_id, probe.id
      from (values ${ids}) as slot (workspace_id, destination_id)
      join (select workspace_id, id as destination_id, pause_reason from destinations) destinations
        using (workspace_id, destination_id)
      cross join lateral (
        select candidate.workspace_id, candidate.id
        from (
          select workspace_id, id, destination_id, person_key, row_number() over (
            order by previous_unknown,
              destinations.pause_reason->>'cause' = 'every_lead_refused' and attempt_count > 0,
              updated_at, id
          ) as turn
          from deliveries
          where destination_id = slot.destination_id and deliveries.state = 'held'
          order by turn
          limit ${LOOKED_AT}
        ) candidate
        where not exists (
            select from deliveries running
            where running.destination_id = slot.destination_id and running.state = 'sending'
          )
          and not exists (
            select from deliveries earlier
            where earlier.destination_id = candidate.destination_id
              and earlier.state = 'held'
              and earlier.person_key = candidate.person_key
              and earlier.id < candidate.id
          )
        order by turn
        limit 1
      ) probe
    )
    update deliveries
    set ${claimedNow(clock)}
    from picked
    where deliveries.workspace_id = picked.workspace_id and deliveries.id = picked.id
      and deliveries.state = 'held'
    returning deliveries.workspace_id, deliveries.id, deliveries.lease_token
  `);
  return toLeases(rows).map((lease) => ({ ...lease, isProbe: true }));
}
