import { and, desc, eq, gt, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { deliveries, replays, users } from "#db/schema.ts";
import { WAITING_STATES } from "#features/deliveries/delivery-conditions.ts";
import type { ReplayMode } from "#features/deliveries/replay-delivery.ts";
import type { Session } from "#features/people/session.ts";

/** How far a bulk replay is; the numbers add up to `total`. */
export type ReplayProgress = {
  id: string;
  mode: ReplayMode;
  total: number;
  startedBy: string | null;
  startedAt: Date;
  cancelledAt: Date | null;
  delivered: number;
  failed: number;
  /** A person decided that it is not sent after all. */
  cancelled: number;
  /** Tried without success, to be tried again by itself. */
  retrying: number;
  /** Its turn has not come, or is now. */
  untried: number;
  /** When the last of them is due; null when none is. */
  lastDueAt: Date | null;
  /** Put back by cancelling, or sent by a later bulk replay. */
  gone: number;
};

/** A bulk replay and how far it is, or null. */
export async function getReplay(
  { workspaceId }: Pick<Session, "workspaceId">,
  replayId: string,
): Promise<ReplayProgress | null> {
  const [replay] = await db
    .select({
      id: replays.id,
      mode: replays.mode,
      total: replays.total,
      startedBy: users.name,
      startedAt: replays.createdAt,
      cancelledAt: replays.cancelledAt,
    })
    .from(replays)
    .leftJoin(users, eq(users.id, replays.createdBy))
    .where(and(eq(replays.workspaceId, workspaceId), eq(replays.id, replayId)));
  if (!replay) return null;

  const countIf = (condition: ReturnType<typeof sql>) =>
    sql<number>`count(*) filter (where ${condition})`.mapWith(Number);
  const isOnItsWay = sql`${inArray(deliveries.state, [...WAITING_STATES])}`;
  const [counts] = await db
    .select({
      delivered: countIf(sql`${deliveries.state} = 'delivered'`),
      failed: countIf(sql`${deliveries.state} = 'failed'`),
      cancelled: countIf(sql`${deliveries.state} in ('cancelled', 'skipped')`),
      retrying: countIf(sql`${isOnItsWay} and ${deliveries.beforeReplay} is null`),
      untried: countIf(sql`${isOnItsWay} and ${deliveries.beforeReplay} is not null`),
      lastDueAt: sql<Date | null>`max(${deliveries.nextAttemptAt}) filter (
        where ${isOnItsWay} and ${deliveries.beforeReplay} is not null)`.mapWith(deliveries.updatedAt),
      all: sql<number>`count(*)`.mapWith(Number),
    })
    .from(deliveries)
    .where(and(eq(deliveries.workspaceId, workspaceId), eq(deliveries.replayId, replayId)));
  if (!counts) throw new Error("Counting gives one row");
  const { all, ...progress } = counts;
  return { ...replay, ...progress, gone: replay.total - all };
}

const RUNNING_DAYS = 7;
const RUNNING_LIMIT = 3;

/** Bulk replays with something left to try, the newest first. */
export function listRunningReplays({ workspaceId }: Pick<Session, "workspaceId">, now: Date) {
  const untried = db
    .select({ one: sql`1` })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.workspaceId, replays.workspaceId),
        eq(deliveries.replayId, replays.id),
        isNotNull(deliveries.beforeReplay),
        inArray(deliveries.state, [...WAITING_STATES]),
      ),
    );
  return db
    .select({ id: replays.id, total: replays.total })
    .from(replays)
    .where(
      and(
        eq(replays.workspaceId, workspaceId),
        isNull(replays.cancelledAt),
        gt(replays.createdAt, new Date(now.getTime() - RUNNING_DAYS * 24 * 3600 * 1000)),
        sql`exists ${untried}`,
      ),
    )
    .orderBy(desc(replays.createdAt))
    .limit(RUNNING_LIMIT);
}
