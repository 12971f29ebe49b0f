import { count, type SQL, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { isStatementTimeout } from "#db/is-statement-timeout.ts";
import { leads } from "#db/schema.ts";
import {
  BULK_LEFT_OUT,
  type BulkLeftOut,
  type BulkOrder,
  type BulkRefusal,
  type BulkScope,
} from "#features/bulk/bulk-order.ts";
import { leftOut } from "#features/bulk/left-out.ts";
import { prepareOrder } from "#features/bulk/prepare-order.ts";
import { readScope, scopeConditions } from "#features/bulk/read-scope.ts";
import type { Session } from "#features/people/session.ts";

export type BulkPlan = {
  matched: number;
  changing: number;
  leftOut: { reason: BulkLeftOut; count: number }[];
  /** Counting took too long: there are at least so many. */
  isMore: boolean;
};

export type PlanResult = { ok: true; plan: BulkPlan } | { ok: false; code: BulkRefusal };

/** Says what an order would do and what it would leave out, and why. Changes nothing. */
export async function planBulkChange(
  session: Session,
  given: BulkScope,
  asked: BulkOrder,
  now = new Date(),
): Promise<PlanResult> {
  const prepared = await prepareOrder(session, asked);
  if (!prepared.ok) return prepared;
  const scope = readScope(given, now);
  if (!scope) return { ok: false, code: "unreadable_filter" };
  return { ok: true, plan: await countPlan(scopeConditions(session, scope), leftOut(session, prepared.order)) };
}

/** Leaves enough of the 8 s that a statement may take for counting some of them instead. */
const COUNT_TIMEOUT_MS = 6_000;
const COUNTED_OF_MORE = 10_000;

/** Of the leads that `where` names. */
export async function countPlan(
  where: SQL | undefined,
  reason: SQL<BulkLeftOut | null>,
  timeoutMs = COUNT_TIMEOUT_MS,
): Promise<BulkPlan> {
  try {
    return { ...(await countReasons(where, reason, timeoutMs)), isMore: false };
  } catch (error) {
    if (!isStatementTimeout(error)) throw error;
    return { ...(await countReasons(where, reason, COUNT_TIMEOUT_MS, COUNTED_OF_MORE)), isMore: true };
  }
}

async function countReasons(
  where: SQL | undefined,
  reason: SQL<BulkLeftOut | null>,
  timeoutMs: number,
  limit?: number,
): Promise<Omit<BulkPlan, "isMore">> {
  const judged = db
    .select({ reason: reason.as("reason") })
    .from(leads)
    .where(where);
  const found = (limit === undefined ? judged.$dynamic() : judged.$dynamic().limit(limit)).as("found");
  const rows = await db.transaction(async (tx) => {
    await tx.execute(sql.raw(`set local statement_timeout = ${timeoutMs}`));
    return tx.select({ reason: found.reason, count: count() }).from(found).groupBy(found.reason);
  });
  const countOf = (one: BulkLeftOut | null) => rows.find(({ reason }) => reason === one)?.count ?? 0;
  return {
    matched: rows.reduce((sum, { count }) => sum + count, 0),
    changing: countOf(null),
    leftOut: BULK_LEFT_OUT.map((one) => ({ reason: one, count: countOf(one) })).filter(({ count }) => count > 0),
  };
}
