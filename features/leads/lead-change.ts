import { and, asc, eq, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Transaction } from "#db/client.ts";
import { insertMany } from "#db/insert-many.ts";
import { leadEvents, leadReads, leads } from "#db/schema.ts";
import { lockDeliveries } from "#features/deliveries/lock-deliveries.ts";
import { skipFlagged, unskipFlagged } from "#features/deliveries/skip-flagged.ts";
import { beforeOf, eventOf, type Written } from "#features/leads/lead-change-event.ts";
import type { LeadChangeOrder, LeftOut, OrderOf } from "#features/leads/lead-change-order.ts";
import { MAX_TAGS } from "#features/leads/lead-words.ts";
import { type Author, firstTouch } from "#features/leads/lock-lead.ts";

/** `before` is the order that gives the lead back what it had. */
export type ChangedLead = { id: string; number: number; before: LeadChangeOrder };

/**
 * Does what the order says at every lead that `where` names and the rules do not leave out, with its history; one lead
 * or a few thousand in the same few statements. The order has passed prepare-change.ts. Gives the leads that changed.
 */
export async function applyChange(
  tx: Transaction,
  author: Author,
  order: LeadChangeOrder,
  where: SQL | undefined,
  { isTakenBack = false } = {},
): Promise<ChangedLead[]> {
  if (order.kind === "flag") await lockDeliveries(tx, author.workspaceId, where);
  const found = await tx
    .select({
      id: leads.id,
      number: leads.number,
      status: leads.status,
      closeReason: leads.closeReason,
      ownerId: leads.ownerId,
      tags: leads.tags,
      followUpOn: leads.followUpOn,
    })
    .from(leads)
    .where(and(eq(leads.workspaceId, author.workspaceId), where, sql`${leftOut(author, order, isTakenBack)} is null`))
    // Always in the same order, so that two of these never wait for each other.
    .orderBy(asc(leads.id))
    .for("update");
  if (found.length === 0) return [];

  const ids = found.map(({ id }) => id);
  if (order.kind === "read") await setRead(tx, author, ids, order.read);
  else {
    await tx.update(leads).set(columnsOf(order)).where(areLeads(author, ids));
    await insertMany(
      tx,
      leadEvents,
      found.map((lead) => ({ ...eventOf(order, lead), ...authorOf(author), id: v7(), leadId: lead.id })),
    );
  }
  if (order.kind === "flag") {
    const settle = order.on ? skipFlagged : unskipFlagged;
    await settle(tx, author.workspaceId, ids, order.flag);
  }
  return found.map((lead) => ({ id: lead.id, number: lead.number, before: beforeOf(order, lead) }));
}

/**
 * Gives leads back what an order took from them, where they still are as it left them: what somebody else has set since
 * stays. Gives the leads that changed.
 */
export async function takeBack(
  tx: Transaction,
  author: Author,
  order: LeadChangeOrder,
  changed: Pick<ChangedLead, "id" | "before">[],
): Promise<ChangedLead[]> {
  const back: ChangedLead[] = [];
  for (const alike of Map.groupBy(changed, ({ before }) => JSON.stringify(before)).values()) {
    const [{ before } = { before: order }] = alike;
    const theirs = inArray(
      leads.id,
      alike.map(({ id }) => id),
    );
    back.push(...(await applyChange(tx, author, before, and(isSo(author, order), theirs), { isTakenBack: true })));
  }
  return back;
}

/** Why the order leaves a lead out, as a value of each lead for counting; null where it changes it. */
export function leftOut(author: Author, order: LeadChangeOrder, isTakenBack = false): SQL<LeftOut | null> {
  // A day to come back to somebody is a plan to contact them; one that they had already is only put back.
  const isNewPlan = order.kind === "follow_up" && order.on !== null && !isTakenBack;
  const reasons: [LeftOut, SQL | undefined][] = [
    // It is still in the list and may be read there; there is nothing to work on any more.
    ["erased", order.kind === "read" ? undefined : isNotNull(leads.erasedAt)],
    ["do_not_contact", isNewPlan ? eq(leads.doNotContact, true) : undefined],
    ["unchanged", isSo(author, order)],
    ["too_many_tags", order.kind === "tags" ? sql`cardinality(${tagsAfter(order)}) > ${MAX_TAGS}` : undefined],
  ];
  const cases = reasons.flatMap(([reason, holds]) => (holds ? [sql`when ${holds} then ${reason}::text`] : []));
  return sql`case ${sql.join(cases, sql` `)} end`;
}

/** The lead is already as the order would leave it. */
export function isSo(author: Author, order: LeadChangeOrder): SQL {
  switch (order.kind) {
    case "status":
      return order.status === "closed" && order.reason !== undefined
        ? sql`(${leads.status} = 'closed' and ${leads.closeReason} is not distinct from ${order.reason}::text)`
        : sql`${leads.status} = ${order.status}`;
    case "owner":
      return sql`${leads.ownerId} is not distinct from ${order.ownerId}::uuid`;
    case "tags":
      return sql`(${leads.tags} @> ${textArray(order.add)} and not ${leads.tags} && ${textArray(order.remove)})`;
    case "follow_up":
      return sql`${leads.followUpOn} is not distinct from ${order.on}::date`;
    case "flag":
      return order.flag === "test" ? eq(leads.isTest, order.on) : eq(leads.doNotContact, order.on);
    case "read": {
      const read = sql`exists (
        select from ${leadReads} where ${leadReads.workspaceId} = ${leads.workspaceId}
          and ${leadReads.userId} = ${author.userId} and ${leadReads.leadId} = ${leads.id})`;
      return order.read ? read : sql`not ${read}`;
    }
  }
}

function columnsOf(order: Written) {
  switch (order.kind) {
    case "status":
      return {
        status: order.status,
        closeReason: order.status === "closed" ? (order.reason ?? null) : null,
        firstTouchAt: firstTouch,
      };
    case "owner":
      return { ownerId: order.ownerId, firstTouchAt: firstTouch };
    case "tags":
      return { tags: tagsAfter(order) };
    case "follow_up":
      return { followUpOn: order.on };
    case "flag":
      return order.flag === "test" ? { isTest: order.on } : { doNotContact: order.on };
  }
}

function tagsAfter({ add, remove }: OrderOf<"tags">): SQL<string[]> {
  return sql`(
    array(select tag from unnest(${leads.tags}) with ordinality kept (tag, place)
      where tag <> all(${textArray(remove)}) order by place)
    || array(select tag from unnest(${textArray(add)}) with ordinality added (tag, place)
      where tag <> all(${leads.tags}) order by place))`;
}

function textArray(texts: string[]): SQL {
  const each = texts.map((text) => sql`${text}`);
  return sql`array[${sql.join(each, sql`, `)}]::text[]`;
}

async function setRead(tx: Transaction, { workspaceId, userId }: Author, leadIds: string[], read: boolean) {
  if (!read) {
    await tx
      .delete(leadReads)
      .where(
        and(eq(leadReads.workspaceId, workspaceId), eq(leadReads.userId, userId), inArray(leadReads.leadId, leadIds)),
      );
    return;
  }
  await tx
    .insert(leadReads)
    .values(leadIds.map((leadId) => ({ workspaceId, userId, leadId })))
    .onConflictDoNothing();
}

function areLeads({ workspaceId }: Author, ids: string[]): SQL | undefined {
  return and(eq(leads.workspaceId, workspaceId), inArray(leads.id, ids));
}

function authorOf({ workspaceId, userId }: Author) {
  return { workspaceId, userId };
}
