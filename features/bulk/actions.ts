"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { type BulkOrder, type BulkScope, bulkOrder, bulkScope } from "#features/bulk/bulk-order.ts";
import { type CancelResult, cancelBulkChange } from "#features/bulk/cancel-bulk-change.ts";
import { type BulkProgress, getBulkProgress } from "#features/bulk/get-bulk-progress.ts";
import { type PlanResult, planBulkChange } from "#features/bulk/plan-bulk-change.ts";
import { type StartResult, startBulkChange } from "#features/bulk/start-bulk-change.ts";
import { undoBulkChange } from "#features/bulk/undo-bulk-change.ts";
import { requireSession } from "#features/people/require-session.ts";

const changeId = z.uuid();

/** What an order would do; changes nothing. */
export async function planBulkAction(scope: BulkScope, order: BulkOrder): Promise<PlanResult> {
  return planBulkChange(await requireSession(), bulkScope.parse(scope), bulkOrder.parse(order));
}

export async function startBulkAction(scope: BulkScope, order: BulkOrder): Promise<StartResult> {
  return shown(await startBulkChange(await requireSession(), bulkScope.parse(scope), bulkOrder.parse(order)));
}

/** Null for a change that does not exist. */
export async function bulkProgressAction(id: string): Promise<BulkProgress | null> {
  return getBulkProgress(await requireSession(), changeId.parse(id));
}

export async function cancelBulkAction(id: string): Promise<CancelResult> {
  return shown(await cancelBulkChange(await requireSession(), changeId.parse(id)));
}

export async function undoBulkAction(id: string): Promise<StartResult> {
  return shown(await undoBulkChange(await requireSession(), changeId.parse(id)));
}

function shown<Result extends { ok: boolean }>(result: Result): Result {
  if (result.ok) revalidatePath("/", "layout");
  return result;
}
