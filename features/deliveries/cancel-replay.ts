import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { db, type Transaction } from "#db/client.ts";
import { databaseClock } from "#db/clock.ts";
import { auditEvents, deliveries, replays } from "#db/schema.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import type { Session } from "#features/people/session.ts";

export type CancelReplayResult =
  | { ok: true; putBack: number }
  | { ok: false; code: "forbidden" | "not_found" | "already_cancelled" };

/** Ends a bulk replay: what it has not tried yet is again what it was before. What it has tried stays. */
export async function cancelReplay(session: Session, replayId: string, now?: Date): Promise<CancelReplayResult> {
  if (!mayChangeForwarding(session)) return { ok: false, code: "forbidden" };
  const { workspaceId, userId } = session;
  return db.transaction(async (tx): Promise<CancelReplayResult> => {
    const isReplay = and(eq(replays.workspaceId, workspaceId), eq(replays.id, replayId));
    const [replay] = await tx.select({ cancelledAt: replays.cancelledAt }).from(replays).where(isReplay).for("update");
    if (!replay) return { ok: false, code: "not_found" };
    if (replay.cancelledAt) return { ok: false, code: "already_cancelled" };

    await tx
      .update(replays)
      .set({ cancelledAt: databaseClock(now) })
      .where(isReplay);
    const putBack = await putBackAll(tx, workspaceId, replayId);
    await tx
      .insert(auditEvents)
      .values({ workspaceId, id: v7(), userId, action: "replay.cancelled", details: { replayId, putBack } });
    return { ok: true, putBack };
  });
}

const BATCH = 2_000;

async function putBackAll(tx: Transaction, workspaceId: string, replayId: string): Promise<number> {
  for (let putBack = 0; ; ) {
    const count = await putBackBatch(tx, workspaceId, replayId);
    if (count === 0) return putBack;
    putBack += count;
  }
}

async function putBackBatch(tx: Transaction, workspaceId: string, replayId: string): Promise<number> {
  const untried = tx
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.workspaceId, workspaceId),
        eq(deliveries.replayId, replayId),
        isNotNull(deliveries.beforeReplay),
        inArray(deliveries.state, ["queued", "held"]),
      ),
    )
    .limit(BATCH)
    .for("update");
  const before = (key: string) => sql`${deliveries.beforeReplay} ->> ${key}`;
  const { count } = await tx
    .update(deliveries)
    .set({
      // What waited waits on, for its time or meanwhile for its destination.
      state: sql`case when ${before("state")} = 'queued' then ${deliveries.state}
        else (${before("state")})::delivery_state end`,
      nextAttemptAt: sql`case when ${deliveries.state} = 'held' then null
        else (${before("nextAttemptAt")})::timestamptz end`,
      nextTrigger: sql`(${before("nextTrigger")})::attempt_trigger`,
      mappingVersion: sql`(${before("mappingVersion")})::int`,
      resendValues: sql`nullif(${deliveries.beforeReplay} -> 'resendValues', 'null')`,
      updatedAt: sql`(${before("updatedAt")})::timestamptz`,
      replayId: sql`(${before("replayId")})::uuid`,
      beforeReplay: null,
    })
    .where(and(eq(deliveries.workspaceId, workspaceId), inArray(deliveries.id, untried)));
  return count;
}
