import { and, eq, inArray, isNotNull, or, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { deliveries, destinations, leads } from "#db/schema.ts";
import type { LeadFlag } from "#features/leads/lead-words.ts";

/**
 * What waits to be sent of these leads is skipped, because somebody has said what they are, except where the destination
 * takes such leads. What is being sent at this moment is left to skipAfterTry. When it was due stays on it, so that
 * unskipFlagged can tell it from what was skipped when the lead arrived.
 */
export async function skipFlagged(
  tx: Transaction,
  workspaceId: string,
  leadIds: string[],
  flag: LeadFlag,
): Promise<void> {
  await tx
    .update(deliveries)
    .set({
      state: "skipped",
      skipReason: flag,
      nextAttemptAt: sql`coalesce(${deliveries.nextAttemptAt}, statement_timestamp())`,
      beforeReplay: null,
      updatedAt: sql`statement_timestamp()`,
    })
    .from(destinations)
    .where(
      and(
        eq(deliveries.workspaceId, workspaceId),
        inArray(deliveries.leadId, leadIds),
        inArray(deliveries.state, ["queued", "held"]),
        isSameDestination,
        sql`not ${takes(flag)}`,
      ),
    );
}

/** The same for a delivery whose try has to be repeated: somebody may have marked its lead meanwhile. */
export async function skipAfterTry(tx: Transaction, { workspaceId, id }: { workspaceId: string; id: string }) {
  const isBarred = (flag: LeadFlag) => sql`(${hasFlag(flag)} and not ${takes(flag)})`;
  await tx
    .update(deliveries)
    .set({
      state: "skipped",
      skipReason: sql`case when ${isBarred("test")} then 'test' else 'do_not_contact' end`,
      nextAttemptAt: sql`coalesce(${deliveries.nextAttemptAt}, statement_timestamp())`,
    })
    .from(destinations)
    .innerJoin(leads, eq(leads.workspaceId, destinations.workspaceId))
    .where(
      and(
        eq(deliveries.workspaceId, workspaceId),
        eq(deliveries.id, id),
        inArray(deliveries.state, ["queued", "held"]),
        isSameDestination,
        eq(leads.id, deliveries.leadId),
        or(isBarred("test"), isBarred("do_not_contact")),
      ),
    );
}

/**
 * Lets wait again what skipFlagged took out of the queue. What was skipped when the lead arrived stays skipped: nobody
 * has ever wanted it sent. Where the lead has the other flag too, that is now the reason. The caller has locked them.
 */
export async function unskipFlagged(
  tx: Transaction,
  workspaceId: string,
  leadIds: string[],
  flag: LeadFlag,
): Promise<void> {
  const skipped = and(
    eq(deliveries.workspaceId, workspaceId),
    inArray(deliveries.leadId, leadIds),
    eq(deliveries.state, "skipped"),
    eq(deliveries.skipReason, flag),
    isNotNull(deliveries.nextAttemptAt),
  );
  const other: LeadFlag = flag === "test" ? "do_not_contact" : "test";
  const isBarred = sql`(${hasFlag(other)} and not ${takes(other)})`;
  const isPaused = sql`(${destinations.state} = 'paused')`;
  await tx
    .update(deliveries)
    .set({
      state: sql`(case when ${isBarred} then 'skipped' when ${isPaused} then 'held' else 'queued' end)::delivery_state`,
      skipReason: sql`case when ${isBarred} then ${other}::text end`,
      nextAttemptAt: sql`case when ${isBarred} or not ${isPaused} then ${deliveries.nextAttemptAt} end`,
      updatedAt: sql`statement_timestamp()`,
    })
    .from(destinations)
    .innerJoin(leads, and(eq(leads.workspaceId, destinations.workspaceId), inArray(leads.id, leadIds)))
    .where(and(skipped, isSameDestination, eq(leads.id, deliveries.leadId)));
}

const isSameDestination = and(
  eq(destinations.workspaceId, deliveries.workspaceId),
  eq(destinations.id, deliveries.destinationId),
);

function hasFlag(flag: LeadFlag) {
  return flag === "test" ? leads.isTest : leads.doNotContact;
}

/** The destination gets leads with this flag too: features/rules/routing.ts `unlocked`. */
function takes(flag: LeadFlag): SQL {
  const key = flag === "test" ? "test" : "doNotContact";
  return sql`coalesce((${destinations.routing}->'unlocked'->>${key})::boolean, false)`;
}
