import { sql } from "drizzle-orm";
import { db } from "#db/client.ts";

export type Reconciliation = {
  /** Pairs of a lead and a destination that should have a delivery. */
  owed: number;
  /** Those that have none: must be 0. */
  missing: number;
  /** Deliveries that nothing would ever move: must be 0. */
  stranded: number;
};

/**
 * Counts whether every lead received since then is on its way to every destination, or visibly not (reliability.md
 * P21). A destination is owed what came since its first mapping was published; the minute around that is left out,
 * because it is the database's time that publishes and the server's that receives.
 */
export async function reconcileDeliveries(since: Date): Promise<Reconciliation> {
  const [pairs, stranded] = await Promise.all([countPairs(since), countStranded()]);
  return { ...pairs, stranded };
}

async function countPairs(since: Date): Promise<{ owed: number; missing: number }> {
  const [row] = await db.execute<{ owed: number; missing: number }>(sql`
    with open as (
      select destination.workspace_id, destination.id, min(mapping.published_at) + interval '1 minute' as since
      from destinations destination
      join mappings mapping on mapping.workspace_id = destination.workspace_id
        and mapping.destination_id = destination.id and mapping.version is not null
      where destination.live_mapping_version is not null
      group by destination.workspace_id, destination.id
    )
    select count(*)::int as owed, (count(*) filter (where not is_there))::int as missing
    from (
      select exists (
        select from deliveries delivery
        where delivery.workspace_id = lead.workspace_id and delivery.lead_id = lead.id
          and delivery.destination_id = open.id
      ) as is_there
      from open
      join leads lead on lead.workspace_id = open.workspace_id
        and lead.received_at >= greatest(open.since, ${since.toISOString()}::timestamptz)
    ) pairs
  `);
  return { owed: row?.owed ?? 0, missing: row?.missing ?? 0 };
}

/** Held where nothing is on hold, queued for no time, or with a worker that nobody took for dead. */
async function countStranded(): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count
    from deliveries delivery
    join destinations destination on destination.workspace_id = delivery.workspace_id
      and destination.id = delivery.destination_id
    where delivery.state in ('held', 'queued', 'sending') and (
      (delivery.state = 'held' and destination.state = 'active')
      or (delivery.state = 'queued' and delivery.next_attempt_at is null)
      or (delivery.state = 'sending' and delivery.lease_until < now() - interval '10 minutes')
    )
  `);
  return row?.count ?? 0;
}
