import { and, eq, isNull } from "drizzle-orm";
import { v7 } from "uuid";
import { db, type Transaction } from "#db/client.ts";
import { leadEvents, leads, memberships, users } from "#db/schema.ts";
import { mayWorkLeads } from "#features/leads/lead-rights.ts";
import { firstTouch, type LeadChange, lockLead, sameLead, type Worker } from "#features/leads/lock-lead.ts";

/**
 * Gives a lead to a person of the workspace, or to nobody (null). With `expected` (taking a change back) it acts only
 * while the lead still belongs to that person.
 */
export async function assignLead(
  worker: Worker,
  number: number,
  ownerId: string | null,
  expected?: string | null,
): Promise<LeadChange> {
  if (!mayWorkLeads(worker.role)) return { ok: false, code: "forbidden" };

  return db.transaction(async (tx) => {
    const lead = await lockLead(tx, worker, number);
    if (!lead) return { ok: false, code: "lead_not_found" };
    if (expected !== undefined && lead.ownerId !== expected) return { ok: false, code: "changed_meanwhile" };
    if (lead.ownerId === ownerId) return { ok: true };
    if (ownerId && !(await mayOwn(tx, worker, ownerId))) return { ok: false, code: "owner_not_found" };

    await tx.update(leads).set({ ownerId, firstTouchAt: firstTouch }).where(sameLead(worker, lead.id));
    await tx.insert(leadEvents).values({
      workspaceId: worker.workspaceId,
      id: v7(),
      leadId: lead.id,
      type: "owner",
      userId: worker.userId,
      details: { ownerId },
    });
    return { ok: true };
  });
}

async function mayOwn(tx: Transaction, worker: Worker, ownerId: string): Promise<boolean> {
  const found = await tx
    .select({ id: users.id })
    .from(memberships)
    .innerJoin(users, and(eq(users.id, memberships.userId), isNull(users.disabledAt)))
    .where(and(eq(memberships.workspaceId, worker.workspaceId), eq(memberships.userId, ownerId)));
  return found.length > 0;
}
