import { and, asc, eq, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { insertMany } from "#db/insert-many.ts";
import { deliveries, destinations, leads } from "#db/schema.ts";
import type { BulkChange, ChangeKey } from "#features/bulk/bulk-change.ts";
import { leftOut } from "#features/bulk/left-out.ts";
import { firstState, owe } from "#features/intake/queue-deliveries.ts";

/** Not at the destination, and not on its way there. */
const SETTLED = ["skipped", "failed", "cancelled"] as const;

/** The delivery that sending a lead made, or found as it `was`. */
export const sentLead = z.object({
  deliveryId: z.uuid(),
  was: z
    .object({
      state: z.enum(SETTLED),
      skipReason: z.string().nullable(),
      nextAttemptAt: z.string().nullable(),
      attemptCount: z.int(),
    })
    .nullable(),
});
export type SentLead = z.infer<typeof sentLead>;

/**
 * Owes the leads that `where` names to the destination, except those it has or will have and those it is locked for. A
 * delivery that was skipped, failed or cancelled waits again, so that there is never a second record. Null when the
 * destination takes nothing any more.
 */
export async function sendLeads(
  tx: Transaction,
  { workspaceId, id: replayId, author, order }: BulkChange,
  destinationId: string,
  where: SQL | undefined,
): Promise<{ id: string; before: SentLead }[] | null> {
  const destination = await lockDestination(tx, workspaceId, destinationId);
  if (!destination) return null;
  const ids = await lockLeads(tx, workspaceId, where);

  // A statement of its own, because only a new snapshot shows what the last holder of the locks has queued.
  const due = await tx
    .select({ id: leads.id, personKey: leads.personKey, found: newestDelivery(destinationId) })
    .from(leads)
    .where(and(eq(leads.workspaceId, workspaceId), inArray(leads.id, ids), sql`${leftOut(author, order)} is null`))
    .orderBy(asc(leads.id));
  const byBulk = { nextTrigger: "bulk" as const, replayId };

  const made = due
    .filter(({ found }) => found === null)
    .map((lead) => ({ ...owe(lead, destination, null, destination.now), ...byBulk }));
  await insertMany(tx, deliveries, made);

  const settled = due.flatMap(({ id, found }) => (found ? [{ id, before: sentLead.parse(found) }] : []));
  const again = await tx
    .update(deliveries)
    .set({
      nextAttemptAt: null,
      ...firstState(destination, null, destination.now),
      ...byBulk,
      skipReason: null,
      beforeReplay: null,
      resendValues: null,
      updatedAt: sql`statement_timestamp()`,
    })
    .where(and(eq(deliveries.workspaceId, workspaceId), inArray(deliveries.id, lockSettled(tx, workspaceId, settled))))
    .returning({ id: deliveries.id });
  const isAgain = new Set(again.map(({ id }) => id));
  return [
    ...made.map(({ id, leadId }) => ({ id: leadId, before: { deliveryId: id, was: null } })),
    ...settled.filter(({ before }) => isAgain.has(before.deliveryId)),
  ];
}

/**
 * Takes out of the queue what a bulk change put there, or makes it what it was before; a retry after a try of its is
 * taken out too. What has arrived, failed or been sent again by somebody since stays. Gives how many there were.
 */
export async function takeBackSending(tx: Transaction, change: ChangeKey, sent: SentLead[]): Promise<number> {
  const rows = sent.map(({ deliveryId, was }) => ({ id: deliveryId, ...was }));
  const taken = await tx.execute<{ id: string }>(sql`
    with was as (
      select * from json_to_recordset(${JSON.stringify(rows)}::text::json) as given (
        id uuid, state delivery_state, "skipReason" text, "nextAttemptAt" timestamptz, "attemptCount" int)
    ),
    queued as materialized (
      select deliveries.id, deliveries.attempt_count = was."attemptCount" as is_untried
      from deliveries join was on was.id = deliveries.id
      where deliveries.workspace_id = ${change.workspaceId} and deliveries.replay_id = ${change.id}
        and deliveries.state in ('queued', 'held') and deliveries.next_trigger <> 'replay'
      order by deliveries.id
      for update of deliveries
    )
    update deliveries
    set state = case when is_untried then was.state else 'cancelled' end,
        skip_reason = case when is_untried then was."skipReason" end,
        next_attempt_at = case when is_untried then was."nextAttemptAt" else next_attempt_at end,
        next_trigger = 'auto',
        replay_id = null,
        before_replay = null,
        updated_at = statement_timestamp()
    from queued join was on was.id = queued.id
    where deliveries.workspace_id = ${change.workspaceId} and deliveries.id = queued.id
    returning deliveries.id`);
  return taken.length;
}

async function lockDestination(tx: Transaction, workspaceId: string, id: string) {
  const [destination] = await tx
    .select({
      workspaceId: destinations.workspaceId,
      id: destinations.id,
      state: destinations.state,
      now: sql<Date>`statement_timestamp()`.mapWith(destinations.createdAt),
    })
    .from(destinations)
    .where(
      and(
        eq(destinations.workspaceId, workspaceId),
        eq(destinations.id, id),
        isNotNull(destinations.liveMappingVersion),
      ),
    )
    // Nobody resumes it meanwhile, or what is held here would never be released.
    .for("share");
  return destination ?? null;
}

async function lockLeads(tx: Transaction, workspaceId: string, where: SQL | undefined): Promise<string[]> {
  const locked = await tx
    .select({ id: leads.id })
    .from(leads)
    .where(and(eq(leads.workspaceId, workspaceId), where))
    .orderBy(asc(leads.id))
    .for("update");
  return locked.map(({ id }) => id);
}

/** As `sentLead` keeps it; null for a lead that was never owed to the destination. */
function newestDelivery(destinationId: string): SQL<unknown> {
  return sql`(
    select jsonb_build_object('deliveryId', deliveries.id, 'was', jsonb_build_object(
      'state', deliveries.state, 'skipReason', deliveries.skip_reason,
      'nextAttemptAt', deliveries.next_attempt_at, 'attemptCount', deliveries.attempt_count))
    from deliveries
    where deliveries.workspace_id = leads.workspace_id and deliveries.lead_id = leads.id
      and deliveries.destination_id = ${destinationId}
    order by deliveries.copy desc
    limit 1)`;
}

/** Those that still are settled: somebody may have sent one of them again meanwhile. */
function lockSettled(tx: Transaction, workspaceId: string, settled: { before: SentLead }[]) {
  return tx
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.workspaceId, workspaceId),
        inArray(
          deliveries.id,
          settled.map(({ before }) => before.deliveryId),
        ),
        inArray(deliveries.state, [...SETTLED]),
      ),
    )
    .orderBy(asc(deliveries.id))
    .for("update");
}
