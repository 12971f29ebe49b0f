import { and, eq } from "drizzle-orm";
import { v7 } from "uuid";
import { db } from "#db/client.ts";
import { leadEvents, leadReads } from "#db/schema.ts";
import { type LeadChange, lockLead, type Worker } from "#features/leads/lock-lead.ts";

/** Notes that this person has opened the lead; the history tells it once, however often they come back. */
export function markRead(worker: Worker, number: number): Promise<LeadChange> {
  const { workspaceId, userId } = worker;
  return db.transaction(async (tx) => {
    // The lock also keeps two tabs of one person from writing the event twice.
    const lead = await lockLead(tx, worker, number);
    if (!lead) return { ok: false, code: "lead_not_found" };

    await tx.insert(leadReads).values({ workspaceId, userId, leadId: lead.id }).onConflictDoNothing();
    const opened = and(
      eq(leadEvents.workspaceId, workspaceId),
      eq(leadEvents.leadId, lead.id),
      eq(leadEvents.type, "opened"),
      eq(leadEvents.userId, userId),
    );
    if ((await tx.$count(leadEvents, opened)) === 0) {
      await tx.insert(leadEvents).values({ workspaceId, id: v7(), leadId: lead.id, type: "opened", userId });
    }
    return { ok: true };
  });
}

/** Makes the lead new again for this person alone. */
export function markUnread(worker: Worker, number: number): Promise<LeadChange> {
  const { workspaceId, userId } = worker;
  return db.transaction(async (tx) => {
    const lead = await lockLead(tx, worker, number);
    if (!lead) return { ok: false, code: "lead_not_found" };
    await tx
      .delete(leadReads)
      .where(and(eq(leadReads.workspaceId, workspaceId), eq(leadReads.userId, userId), eq(leadReads.leadId, lead.id)));
    return { ok: true };
  });
}
