import { and, eq, gt, type SQL, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { z } from "zod";
import { db, type Transaction } from "#db/client.ts";
import { databaseClock } from "#db/clock.ts";
import { auditEvents, deliveries, destinations, replayMode, replays } from "#db/schema.ts";
import { announceWork } from "#db/work-signal.ts";
import { isDestinationOf } from "#features/deliveries/delivery-columns.ts";
import { isInReplayScope, replayScope, replayVerdict, SEND } from "#features/deliveries/replay-scope.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import type { Session } from "#features/people/session.ts";
import { scaledMs } from "#lib/scaled-ms.ts";

export const replayOrder = replayScope.extend({
  /** Of the plan. */
  replayId: z.uuid(),
  plannedAt: z.date(),
  mode: z.enum(replayMode.enumValues),
  /** Leads a second, to each destination. */
  perSecond: z.number().min(0.1).max(50),
});
export type ReplayOrder = z.output<typeof replayOrder>;

export type StartResult = { ok: true; total: number } | { ok: false; code: "forbidden" | "nothing_to_send" };

/**
 * Queues what was planned, all or nothing, the oldest of each destination first and no faster than asked. The second
 * start of a plan is the first one's result.
 */
export async function startReplay(session: Session, order: ReplayOrder, now?: Date): Promise<StartResult> {
  if (!mayChangeForwarding(session)) return { ok: false, code: "forbidden" };
  const { workspaceId, userId } = session;
  const { replayId, plannedAt: _, ...details } = order;
  const result = await db.transaction(async (tx): Promise<StartResult> => {
    const isReplay = and(eq(replays.workspaceId, workspaceId), eq(replays.id, replayId));
    const begun = await tx
      .insert(replays)
      .values({ workspaceId, id: replayId, filter: order.filter, mode: order.mode, total: 0, createdBy: userId })
      .onConflictDoNothing()
      .returning({ id: replays.id });
    if (begun.length === 0) {
      const [started] = await tx.select({ total: replays.total }).from(replays).where(isReplay);
      return { ok: true, total: started?.total ?? 0 };
    }

    const total = await queueAll(tx, workspaceId, order, databaseClock(now));
    if (total === 0) {
      await tx.delete(replays).where(isReplay);
      return { ok: false, code: "nothing_to_send" };
    }
    await tx.update(replays).set({ total }).where(isReplay);
    await tx.insert(auditEvents).values({
      workspaceId,
      id: v7(),
      userId,
      action: "replay.started",
      details: { replayId, total, ...details },
    });
    return { ok: true, total };
  });
  if (result.ok) await announceWork();
  return result;
}

/** Well within the time a statement may take, on a small machine too. */
const BATCH = 1_000;

async function queueAll(tx: Transaction, workspaceId: string, order: ReplayOrder, clock: SQL<Date>): Promise<number> {
  /** How many places are taken in the line of each destination. */
  const taken = new Map<string, number>();
  let total = 0;
  for (let last: string | null = null; ; ) {
    const queued: Queued[] = await queueBatch(tx, workspaceId, order, clock, taken, last);
    if (queued.length === 0) return total;
    for (const { destination_id, count } of queued) {
      taken.set(destination_id, (taken.get(destination_id) ?? 0) + count);
      total += count;
    }
    last =
      queued
        .map(({ last_id }) => last_id)
        .toSorted()
        .at(-1) ?? null;
  }
}

type Queued = { destination_id: string; count: number; last_id: string };

/** The next ones by id, none of which leaves the database. Says how many there were for each destination. */
async function queueBatch(
  tx: Transaction,
  workspaceId: string,
  order: ReplayOrder,
  clock: SQL<Date>,
  taken: Map<string, number>,
  after: string | null,
): Promise<Queued[]> {
  const picked = tx
    .select({ id: deliveries.id, destinationId: deliveries.destinationId })
    .from(deliveries)
    .innerJoin(destinations, isDestinationOf)
    .where(
      and(
        isInReplayScope(workspaceId, order, order.plannedAt),
        eq(replayVerdict(order), SEND),
        after ? gt(deliveries.id, after) : undefined,
      ),
    )
    .orderBy(deliveries.id)
    .limit(BATCH)
    .for("update", { of: deliveries });
  const stepMs = scaledMs(1_000 / order.perSecond);

  return tx.execute<Queued>(sql`
    with picked (id, destination_id) as materialized ${picked},
    placed as (
      select id, ${clock} + ${stepMs} * interval '1 millisecond' * (
        coalesce((${JSON.stringify(Object.fromEntries(taken))}::text::jsonb ->> destination_id::text)::int, 0)
        + row_number() over (partition by destination_id order by id) - 1
      ) as slot
      from picked
    ),
    queued as (
      update deliveries
      set state = 'queued',
          next_trigger = 'bulk',
          -- A retry that is due before its place in the line keeps its time.
          next_attempt_at = case when state = 'queued' then least(next_attempt_at, slot) else slot end,
          replay_id = ${order.replayId},
          before_replay = jsonb_build_object(
            'state', state, 'nextAttemptAt', next_attempt_at, 'nextTrigger', next_trigger,
            'mappingVersion', deliveries.mapping_version, 'resendValues', resend_values, 'updatedAt', updated_at,
            'replayId', deliveries.replay_id
          ),
          resend_values = sent.values,
          mapping_version = coalesce(sent.mapping_version, deliveries.mapping_version),
          updated_at = ${clock}
      from placed
      left join lateral (${lastSent(workspaceId, order)}) sent on true
      where deliveries.workspace_id = ${workspaceId} and deliveries.id = placed.id
      returning deliveries.id, deliveries.destination_id
    )
    select destination_id, count(*)::int as count, max(id::text) as last_id from queued group by destination_id`);
}

/** The values of the last try that came to sending, by its placed delivery; what was never sent is mapped now. */
function lastSent(workspaceId: string, { mode }: ReplayOrder): SQL {
  return sql`
    select attempts.values, attempts.mapping_version
    from attempts
    where ${mode === "as_sent"} and attempts.workspace_id = ${workspaceId}
      and attempts.delivery_id = placed.id and attempts.values is not null
    order by attempts.number desc
    limit 1`;
}
