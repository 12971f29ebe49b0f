import { v7 } from "uuid";
import { db } from "#db/client.ts";
import { auditEvents, bulkChanges } from "#db/schema.ts";
import { announceWork } from "#db/work-signal.ts";
import type { BulkOrder, BulkRefusal, BulkScope } from "#features/bulk/bulk-order.ts";
import { type BulkProgress, getBulkProgress } from "#features/bulk/get-bulk-progress.ts";
import { keptFilter } from "#features/bulk/kept-filter.ts";
import { leftOut } from "#features/bulk/left-out.ts";
import { countPlan } from "#features/bulk/plan-bulk-change.ts";
import { prepareOrder } from "#features/bulk/prepare-order.ts";
import { readScope, scopeConditions } from "#features/bulk/read-scope.ts";
import { tryToCarryOn } from "#features/bulk/run-bulk-changes.ts";
import { writeFilter } from "#features/leads/write-filter.ts";
import type { Session } from "#features/people/session.ts";

export type StartResult = { ok: true; id: string; progress: BulkProgress } | { ok: false; code: BulkRefusal };

/**
 * Writes the order down and begins with it; a small one is done when this returns, the rest of a larger one is the
 * worker's, who survives a restart.
 */
export async function startBulkChange(
  session: Session,
  given: BulkScope,
  asked: BulkOrder,
  now = new Date(),
): Promise<StartResult> {
  const prepared = await prepareOrder(session, asked);
  if (!prepared.ok) return prepared;
  const { order } = prepared;
  const scope = readScope(given, now);
  if (!scope) return { ok: false, code: "unreadable_filter" };
  const plan = await countPlan(scopeConditions(session, scope), leftOut(session, order));
  if (plan.changing === 0) return { ok: false, code: "nothing_to_change" };

  const { workspaceId, userId, timeZone } = session;
  const id = v7();
  const { asOf } = scope;
  await db.transaction(async (tx) => {
    const filter = writeFilter(scope.filter);
    const total = plan.changing;
    await tx
      .insert(bulkChanges)
      .values({ workspaceId, id, createdBy: userId, change: order, filter, timeZone, asOf, total });
    await tx.insert(auditEvents).values({
      workspaceId,
      id: v7(),
      userId,
      action: "bulk_change.started",
      details: { changeId: id, order, filter: keptFilter(order, scope.filter), asOf, ...plan },
    });
  });
  return { ok: true, id, progress: await begin(session, id) };
}

/** The leads that one request waits for. */
const FIRST_BATCH = 500;

export async function begin(session: Session, id: string): Promise<BulkProgress> {
  await tryToCarryOn({ workspaceId: session.workspaceId, id }, { picked: FIRST_BATCH });
  await announceWork();
  const progress = await getBulkProgress(session, id);
  if (!progress) throw new Error("What was just started is there");
  return progress;
}
