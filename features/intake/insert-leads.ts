import { eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { insertMany } from "#db/insert-many.ts";
import { destinations, leads, workspaces } from "#db/schema.ts";
import type { NewLead } from "#features/intake/make-lead.ts";

/** Inserts leads with the next numbers of their workspace, in their order and without gaps. */
export async function insertLeads(tx: Transaction, given: NewLead[]): Promise<void> {
  for (const [workspaceId, ofWorkspace] of Map.groupBy(given, (lead) => lead.workspaceId)) {
    const { first, isForwarded } = await takeNumbers(tx, workspaceId, ofWorkspace.length);
    await insertMany(
      tx,
      leads,
      ofWorkspace.map((lead, index) => ({ ...lead, number: first + index, isForwarded })),
    );
  }
}

/**
 * The row stays locked until the transaction ends, so nobody else gets these numbers, and a rollback gives them back.
 * `isForwarded`: there is a destination that the leads will be owed to.
 */
async function takeNumbers(
  tx: Transaction,
  workspaceId: string,
  count: number,
): Promise<{ first: number; isForwarded: boolean }> {
  const [workspace] = await tx
    .update(workspaces)
    .set({ lastLeadNumber: sql`${workspaces.lastLeadNumber} + ${count}` })
    .where(eq(workspaces.id, workspaceId))
    .returning({
      lastLeadNumber: workspaces.lastLeadNumber,
      isForwarded: sql<boolean>`exists (
        select from ${destinations}
        where ${destinations.workspaceId} = ${workspaceId} and ${destinations.liveMappingVersion} is not null)`,
    });
  if (!workspace) throw new Error("Every receipt belongs to a workspace");
  return { first: workspace.lastLeadNumber - count + 1, isForwarded: workspace.isForwarded };
}
