import { eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { insertMany } from "#db/insert-many.ts";
import { leads, workspaces } from "#db/schema.ts";
import type { NewLead } from "#features/intake/make-lead.ts";

/** Inserts leads with the next numbers of their workspace, in their order and without gaps. */
export async function insertLeads(tx: Transaction, given: NewLead[]): Promise<void> {
  for (const [workspaceId, ofWorkspace] of Map.groupBy(given, (lead) => lead.workspaceId)) {
    const first = await takeNumbers(tx, workspaceId, ofWorkspace.length);
    await insertMany(
      tx,
      leads,
      ofWorkspace.map((lead, index) => ({ ...lead, number: first + index })),
    );
  }
}

/** The row stays locked until the transaction ends, so nobody else gets these numbers, and a rollback gives them back. */
async function takeNumbers(tx: Transaction, workspaceId: string, count: number): Promise<number> {
  const [workspace] = await tx
    .update(workspaces)
    .set({ lastLeadNumber: sql`${workspaces.lastLeadNumber} + ${count}` })
    .where(eq(workspaces.id, workspaceId))
    .returning({ lastLeadNumber: workspaces.lastLeadNumber });
  if (!workspace) throw new Error("Every receipt belongs to a workspace");
  return workspace.lastLeadNumber - count + 1;
}
