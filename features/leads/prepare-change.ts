import { and, eq, isNull } from "drizzle-orm";
import { db, type Transaction } from "#db/client.ts";
import { memberships, users } from "#db/schema.ts";
import type { LeadChangeOrder } from "#features/leads/lead-change-order.ts";
import { mayFlagLeads, mayWorkLeads } from "#features/leads/lead-rights.ts";
import { MAX_TAG_LENGTH } from "#features/leads/lead-words.ts";
import { listTags } from "#features/leads/list-tags.ts";
import type { LeadRefusal, Worker } from "#features/leads/lock-lead.ts";
import { foldText } from "#lib/fold.ts";

export type PreparedChange = { ok: true; order: LeadChangeOrder } | { ok: false; code: LeadRefusal };

/**
 * Whether this person may give the order at all, and the order as applyChange takes it: tags without doubles and
 * spelled as the workspace spells them already.
 */
export async function prepareChange(
  worker: Worker,
  order: LeadChangeOrder,
  tx: Transaction | typeof db = db,
): Promise<PreparedChange> {
  if (!mayOrder(worker, order)) return { ok: false, code: "forbidden" };
  if (order.kind === "owner" && order.ownerId !== null && !(await mayOwn(tx, worker, order.ownerId))) {
    return { ok: false, code: "owner_not_found" };
  }
  return { ok: true, order: await asSpelled(worker, order, tx) };
}

export function mayOrder({ role }: Pick<Worker, "role">, { kind }: LeadChangeOrder): boolean {
  if (kind === "read") return true;
  return kind === "flag" ? mayFlagLeads(role) : mayWorkLeads(role);
}

async function mayOwn(tx: Transaction | typeof db, worker: Worker, ownerId: string): Promise<boolean> {
  const found = await tx
    .select({ id: users.id })
    .from(memberships)
    .innerJoin(users, and(eq(users.id, memberships.userId), isNull(users.disabledAt)))
    .where(and(eq(memberships.workspaceId, worker.workspaceId), eq(memberships.userId, ownerId)));
  return found.length > 0;
}

/** The order with its tags as they are or would be stored. */
export async function asSpelled(
  worker: Worker,
  order: LeadChangeOrder,
  tx: Transaction | typeof db = db,
): Promise<LeadChangeOrder> {
  if (order.kind !== "tags") return order;
  const tidy = (tags: string[]) => tags.map(tidyTag).filter((tag) => tag !== "");
  const [add, remove] = [tidy(order.add), tidy(order.remove)];
  const known = (await listTags(worker, tx)).map(({ tag }) => tag);
  // Of two spellings the first one stays: what the workspace has before what was typed.
  const spelling = new Map([...known, ...add].toReversed().map((tag) => [foldText(tag), tag]));
  const spelled = (tags: string[]) => [...new Set(tags.map((tag) => spelling.get(foldText(tag)) ?? tag))];
  // Taken off is also what is spelled otherwise at one lead alone.
  return { kind: "tags", add: spelled(add), remove: [...new Set([...remove, ...spelled(remove)])] };
}

/** One line, without the comma that stands between tags in a filter and in the history. */
function tidyTag(tag: string): string {
  return tag
    .replace(/[\s,\0]+/g, " ")
    .trim()
    .slice(0, MAX_TAG_LENGTH)
    .trim()
    .toWellFormed();
}
