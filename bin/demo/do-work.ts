import { and, inArray, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { type DemoWork, demoWork } from "#bin/demo/demo-work.ts";
import { db, type Transaction } from "#db/client.ts";
import { insertMany } from "#db/insert-many.ts";
import { leadEvents, leadReads, leads } from "#db/schema.ts";
import { foldText } from "#lib/fold.ts";

type Done = DemoWork & { id: string; receivedAt: Date };

/**
 * Writes what the team has done with the leads of these receipts, as the verbs of features/leads would, but for
 * thousands at once.
 */
export async function doDemoWork(workspaceId: string, receiptIds: string[], team: string[], now: Date): Promise<void> {
  if (team.length === 0) return;
  const arrived = await db
    .select({
      id: leads.id,
      number: leads.number,
      receivedAt: leads.receivedAt,
      isTest: leads.isTest,
      doNotContact: leads.doNotContact,
    })
    .from(leads)
    .where(and(sql`${leads.workspaceId} = ${workspaceId}`, inArray(leads.receiptId, receiptIds)));
  const done = arrived.flatMap((lead): Done[] => {
    const work = demoWork(lead, team, now);
    return work ? [{ ...work, id: lead.id, receivedAt: lead.receivedAt }] : [];
  });
  await db.transaction(async (tx) => {
    await changeLeads(
      tx,
      workspaceId,
      done.filter(({ firstTouchAt }) => firstTouchAt),
    );
    await insertMany(
      tx,
      leadEvents,
      done.flatMap((lead) => eventsOf(workspaceId, lead)),
    );
    const reads = done.flatMap(({ id, readBy, receivedAt }) =>
      readBy.map((userId) => ({ workspaceId, userId, leadId: id, readAt: receivedAt })),
    );
    await insertMany(tx, leadReads, reads);
  });
}

async function changeLeads(tx: Transaction, workspaceId: string, done: Done[]): Promise<void> {
  const rows = done.map((lead) => ({
    id: lead.id,
    status: lead.status,
    close_reason: lead.closeReason,
    owner_id: lead.ownerId,
    tags: lead.tags,
    follow_up_on: lead.followUpOn,
    first_touch_at: lead.firstTouchAt,
    note_count: lead.note ? 1 : 0,
    note_text: lead.note ? ` ${foldText(lead.note)}` : "",
  }));
  await tx.execute(sql`
    update leads set
      status = done.status, close_reason = done.close_reason, owner_id = done.owner_id, tags = done.tags,
      follow_up_on = done.follow_up_on, first_touch_at = done.first_touch_at, note_count = done.note_count,
      search_text = search_text || done.note_text
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as done (
      id uuid, status lead_status, close_reason text, owner_id uuid, tags text[], follow_up_on date,
      first_touch_at timestamptz, note_count integer, note_text text
    )
    where leads.workspace_id = ${workspaceId} and leads.id = done.id`);
}

function eventsOf(workspaceId: string, lead: Done): (typeof leadEvents.$inferInsert)[] {
  const { firstTouchAt } = lead;
  if (!firstTouchAt) return [];
  const event = (type: (typeof leadEvents.$inferInsert)["type"], details: Record<string, string | null>) => ({
    workspaceId,
    id: v7({ msecs: firstTouchAt.getTime() }),
    leadId: lead.id,
    type,
    userId: lead.readBy[0] ?? null,
    details,
    createdAt: firstTouchAt,
  });
  const reason: Record<string, string> = lead.closeReason ? { reason: lead.closeReason } : {};
  return [
    ...(lead.ownerId ? [event("owner", { ownerId: lead.ownerId })] : []),
    ...(lead.note ? [event("note", { text: lead.note })] : []),
    ...(lead.tags.length > 0 ? [event("tags", { added: lead.tags.join(", "), removed: "" })] : []),
    ...(lead.followUpOn ? [event("follow_up", { on: lead.followUpOn })] : []),
    ...(lead.status === "new" ? [] : [event("status", { from: "new", to: lead.status, ...reason })]),
  ];
}
