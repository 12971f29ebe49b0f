import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { deliveries, destinations, leads } from "#db/schema.ts";

/**
 * Locks every delivery of the leads that `where` names, and against their release the destinations. For those who
 * change leads and what is owed of them: everybody locks destinations before deliveries before leads (a trigger notes
 * at the lead what its deliveries come to), so nobody waits for somebody who waits for him.
 */
export async function lockDeliveries(tx: Transaction, workspaceId: string, where: SQL | undefined): Promise<void> {
  const ofLeads = and(
    eq(deliveries.workspaceId, workspaceId),
    sql`exists (
      select from ${leads}
      where ${and(eq(leads.workspaceId, workspaceId), eq(leads.id, deliveries.leadId), where)})`,
  );
  // Nobody resumes a destination meanwhile, or what is held here would never be released.
  await tx
    .select({ id: destinations.id })
    .from(destinations)
    .where(
      and(
        eq(destinations.workspaceId, workspaceId),
        sql`exists (select from ${deliveries} where ${and(ofLeads, eq(deliveries.destinationId, destinations.id))})`,
      ),
    )
    .orderBy(asc(destinations.id))
    .for("share");
  await tx.select({ id: deliveries.id }).from(deliveries).where(ofLeads).orderBy(asc(deliveries.id)).for("update");
}
