import { and, eq, isNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { db } from "#db/client.ts";
import { leadEvents, leadMentions, leadReads } from "#db/schema.ts";
import { type LeadChange, lockLead, type Worker } from "#features/leads/lock-lead.ts";

/**
 * Notes that this person has opened the lead, and with it seen where it names them; the history tells it once, however
 * often they come back.
 */
export function markRead(worker: Worker, number: number): Promise<LeadChange> {
  const { workspaceId, userId } = worker;
  return db.transaction(async (tx) => {
    // The lock also keeps two tabs of one person from writing the event twice.
    const lead = await lockLead(tx, worker, number);
    if (!lead) return { ok: false, code: "lead_not_found" };

    await tx.insert(leadReads).values({ workspaceId, userId, leadId: lead.id }).onConflictDoNothing();
    await tx
      .update(leadMentions)
      .set({ seenAt: sql`now()` })
      .where(
        and(
          eq(leadMentions.workspaceId, workspaceId),
          eq(leadMentions.userId, userId),
          eq(leadMentions.leadId, lead.id),
          isNull(leadMentions.seenAt),
        ),
      );
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
