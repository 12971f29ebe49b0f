import { and, eq, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { bulkChanges } from "#db/schema.ts";
import { type BulkOrder, bulkOrder } from "#features/bulk/bulk-order.ts";
import type { Scope } from "#features/bulk/read-scope.ts";
import type { Reader } from "#features/leads/lead-conditions.ts";
import { parseFilter } from "#features/leads/parse-filter.ts";

export type ChangeKey = { workspaceId: string; id: string };

/** An order that is stored, in whose name it is carried out, and how far it is. */
export type BulkChange = ChangeKey & {
  author: Reader;
  order: BulkOrder;
  scope: Scope;
  lastLeadId: string | null;
  /** The change that it takes back. */
  undoes: string | null;
};

/** The change if something is left of it to carry out, or null. */
export async function findRunning({ workspaceId, id }: ChangeKey): Promise<BulkChange | null> {
  const [row] = await db
    .select({
      createdBy: bulkChanges.createdBy,
      change: bulkChanges.change,
      filter: bulkChanges.filter,
      timeZone: bulkChanges.timeZone,
      asOf: bulkChanges.asOf,
      lastLeadId: bulkChanges.lastLeadId,
      undoes: bulkChanges.undoes,
    })
    .from(bulkChanges)
    .where(and(isChange({ workspaceId, id }), isRunning));
  if (!row) return null;
  const { createdBy, change, filter, timeZone, asOf, ...rest } = row;
  return {
    workspaceId,
    id,
    author: { workspaceId, userId: createdBy, timeZone },
    order: bulkOrder.parse(change),
    scope: { filter: parseFilter(filter).filter, asOf },
    ...rest,
  };
}

export function isChange({ workspaceId, id }: ChangeKey) {
  return and(eq(bulkChanges.workspaceId, workspaceId), eq(bulkChanges.id, id));
}

/** As the index has it, which every worker looks into every second. */
export const isRunning = sql`${bulkChanges.state} = 'running'`;
