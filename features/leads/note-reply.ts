import { and, eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { db } from "#db/client.ts";
import { leadEvents, leads } from "#db/schema.ts";
import { mayWorkLeads } from "#features/leads/lead-rights.ts";
import { firstTouch, type LeadChange, lockLead, sameLead, type Worker } from "#features/leads/lock-lead.ts";

export type ReplyMeans = "email" | "phone";

/** A second click on the same button is the same reply. */
const SAME_REPLY_MINUTES = 10;

/**
 * Notes that this person went to write to the lead or to call it. That is all Buzón can know: the mail program and the
 * telephone are the person's own.
 */
export async function noteReply(worker: Worker, number: number, by: ReplyMeans): Promise<LeadChange> {
  if (!mayWorkLeads(worker.role)) return { ok: false, code: "forbidden" };
  const { workspaceId, userId } = worker;
  return db.transaction(async (tx) => {
    const lead = await lockLead(tx, worker, number);
    if (!lead) return { ok: false, code: "lead_not_found" };
    if (lead.erasedAt) return { ok: false, code: "erased" };

    const sameReply = and(
      eq(leadEvents.workspaceId, workspaceId),
      eq(leadEvents.leadId, lead.id),
      eq(leadEvents.type, "replied"),
      eq(leadEvents.userId, userId),
      sql`${leadEvents.details}->>'by' = ${by}`,
      sql`${leadEvents.createdAt} > now() - make_interval(mins => ${SAME_REPLY_MINUTES})`,
    );
    if ((await tx.$count(leadEvents, sameReply)) > 0) return { ok: true };
    await tx.update(leads).set({ firstTouchAt: firstTouch }).where(sameLead(worker, lead.id));
    await tx
      .insert(leadEvents)
      .values({ workspaceId, id: v7(), leadId: lead.id, type: "replied", userId, details: { by } });
    return { ok: true };
  });
}
