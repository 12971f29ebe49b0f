import { and, eq, gt, ne, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db } from "#db/client.ts";
import { attempts, deliveries, leads } from "#db/schema.ts";
import { listDestinationNames } from "#features/destinations/list-destination-names.ts";
import type { Reader } from "#features/leads/lead-conditions.ts";
import type { Compared } from "#features/reports/compare-periods.ts";
import { counting } from "#features/reports/counting.ts";
import { inBothPeriods, isCurrent } from "#features/reports/period-sql.ts";
import type { ReportScope } from "#features/reports/report-scope.ts";

/**
 * `settled`: leads that have arrived somewhere or failed, as the filter `delivery:delivered,failed` finds them.
 * `atFirstTry`: those of them of which no first try went wrong anywhere. Of the leads of people not to be contacted:
 * which were tried to be sent on, and which have arrived.
 */
export type ForwardingTotals = {
  settled: number;
  atFirstTry: number;
  doNotContactTried: number;
  doNotContactDelivered: number;
};

export const OUTCOMES = ["delivered", "waiting", "failed", "skipped"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Leads, as the filter's `delivery.<id>:delivered` and so on find them. */
export type DestinationCount = { id: string; name: string; connector: string } & Record<Outcome, number>;

export type ForwardingCounts = {
  totals: Compared<ForwardingTotals>;
  /** By name; those that got none are there too. */
  destinations: DestinationCount[];
};

/** What became of the leads on their way to the destinations; of the period before only the totals. */
export async function countForwarding(reader: Reader, scope: ReportScope, now: Date): Promise<ForwardingCounts> {
  const [names, rows] = await Promise.all([listDestinationNames(reader), countRows(reader, scope, now)]);
  const totalsOf = (wanted: boolean) =>
    rows.find((row) => row.isCurrent === wanted && row.destinationId === null)?.totals ?? NOTHING_SENT;
  const leadsWith = (id: string, outcome: Outcome) =>
    rows.find((row) => row.isCurrent && row.destinationId === id && row.outcome === outcome)?.leads ?? 0;
  return {
    totals: { current: totalsOf(true), before: totalsOf(false) },
    destinations: names.map((name) => ({
      ...name,
      delivered: leadsWith(name.id, "delivered"),
      waiting: leadsWith(name.id, "waiting"),
      failed: leadsWith(name.id, "failed"),
      skipped: leadsWith(name.id, "skipped"),
    })),
  };
}

const NOTHING_SENT: ForwardingTotals = { settled: 0, atFirstTry: 0, doNotContactTried: 0, doNotContactDelivered: 0 };

type CountRow = {
  isCurrent: boolean;
  /** Both null in the row of the totals. */
  destinationId: string | null;
  outcome: Outcome | null;
  leads: number;
  totals: ForwardingTotals;
};

/** Grouped by lead for the totals and by destination beside it, so that the deliveries are read once. */
function countRows(reader: Reader, scope: ReportScope, now: Date) {
  const sent = db
    .select({
      isCurrent: isCurrent(reader, scope).as("is_current"),
      leadId: deliveries.leadId,
      destinationId: deliveries.destinationId,
      outcome: outcomeOf("deliveries").as("outcome"),
      isFirstOfItsKind: isFirstOfItsKind.as("is_first_of_its_kind"),
      doNotContact: leads.doNotContact,
      isTried: gt(deliveries.attemptCount, 0).as("is_tried"),
      isFine: sql`not (${hasFirstResult}) or ${firstTryArrived()}`.as("is_fine"),
    })
    .from(leads)
    .innerJoin(deliveries, and(eq(deliveries.workspaceId, leads.workspaceId), eq(deliveries.leadId, leads.id)))
    .where(inBothPeriods(reader, scope, now));
  return counting((tx) =>
    tx.execute<CountRow>(sql`
    with grouped as (
      select is_current, destination_id, outcome,
        count(*) filter (where is_first_of_its_kind) as leads,
        bool_or(outcome in ('delivered', 'failed')) as is_settled,
        bool_and(is_fine) as is_fine,
        bool_or(do_not_contact and is_tried) as is_dnc_tried,
        bool_or(do_not_contact and outcome = 'delivered') as is_dnc_delivered
      from ${sent.as("sent")}
      group by grouping sets ((is_current, lead_id), (is_current, destination_id, outcome))
    )
    select is_current as "isCurrent", destination_id as "destinationId", outcome, sum(leads)::int as leads,
      json_build_object(
        'settled', count(*) filter (where is_settled),
        'atFirstTry', count(*) filter (where is_settled and is_fine),
        'doNotContactTried', count(*) filter (where is_dnc_tried),
        'doNotContactDelivered', count(*) filter (where is_dnc_delivered)
      ) as totals
    from grouped
    group by is_current, destination_id, outcome`),
  );
}

/** A delivery as the filter's field `delivery` names it. */
function outcomeOf(table: "deliveries" | "earlier") {
  const column = (name: string) => sql`${sql.identifier(table)}.${sql.identifier(name)}`;
  return sql`case
    when ${column("state")} = 'delivered' then 'delivered'
    when ${column("state")} in ('queued', 'sending', 'held') then 'waiting'
    when ${column("state")} = 'failed' and ${column("handled_at")} is null then 'failed'
    else 'skipped' end`;
}

/** A lead that was sent there as new has several deliveries, and counts once for what became of it. */
const isFirstOfItsKind = sql`(${deliveries.copy} = 0 or not exists (
  select from deliveries earlier
  where earlier.workspace_id = ${deliveries.workspaceId} and earlier.lead_id = ${deliveries.leadId}
    and earlier.destination_id = ${deliveries.destinationId} and earlier.copy < ${deliveries.copy}
    and ${outcomeOf("earlier")} = ${outcomeOf("deliveries")}))`;

/** Tries are counted when they start: the only one of a delivery that is being sent has no result. */
const hasFirstResult = or(
  gt(deliveries.attemptCount, 1),
  and(eq(deliveries.attemptCount, 1), ne(deliveries.state, "sending")),
);

/**
 * What was sent again afterwards had arrived all the same; only there the tries are looked at. A scalar subquery, because
 * Postgres may answer an `exists` by reading the tries of all leads first.
 */
function firstTryArrived() {
  const first = alias(attempts, "first_try");
  const arrived = db
    .select({ arrived: sql`${first.outcome} = 'delivered'` })
    .from(first)
    .where(
      and(eq(first.workspaceId, deliveries.workspaceId), eq(first.deliveryId, deliveries.id), eq(first.number, 1)),
    );
  return sql`case when ${deliveries.state} = 'delivered' and ${deliveries.attemptCount} = 1 then true
    else coalesce(${arrived}, false) end`;
}
