import { and, eq, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { deliveries, destinations, leads } from "#db/schema.ts";
import type { BulkLeftOut, BulkOrder } from "#features/bulk/bulk-order.ts";
import { leftOut as leftOutOfChange } from "#features/leads/lead-change.ts";
import type { Author } from "#features/leads/lock-lead.ts";

/** Why the order leaves a lead as it is, as a value of each lead; null where it changes it. */
export function leftOut(author: Author, order: BulkOrder): SQL<BulkLeftOut | null> {
  switch (order.kind) {
    case "send":
      return leftOutOfSending(author, order.destinationId);
    case "erase":
      return sql`case when ${isNotNull(leads.erasedAt)} then 'erased' end`;
    default:
      return sql`replace(${leftOutOfChange(author, order)}, 'unchanged', 'already')`;
  }
}

/** Never a second record: what the destination has or will have stays out, and what it is locked for. */
function leftOutOfSending({ workspaceId }: Author, destinationId: string): SQL<BulkLeftOut | null> {
  const isLocked = (flag: "test" | "doNotContact") =>
    sql`not (
      select coalesce((${destinations.routing}->'unlocked'->>${flag})::boolean, false) from ${destinations}
      where ${and(eq(destinations.workspaceId, workspaceId), eq(destinations.id, destinationId))})`;
  const hasOne = (...states: (typeof deliveries.$inferSelect)["state"][]) =>
    sql`coalesce(bool_or(${inArray(deliveries.state, states)}), false)`;
  const theirs = db
    .select({
      verdict: sql`case
        when ${hasOne("delivered")} then 'delivered'
        when ${hasOne("sending")} then 'sending'
        when ${hasOne("queued", "held")} then 'waiting' end`,
    })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.workspaceId, leads.workspaceId),
        eq(deliveries.leadId, leads.id),
        eq(deliveries.destinationId, destinationId),
      ),
    );
  return sql`case
    when ${isNotNull(leads.erasedAt)} then 'erased'
    when ${leads.isTest} and ${isLocked("test")} then 'test'
    when ${leads.doNotContact} and ${isLocked("doNotContact")} then 'do_not_contact'
    else ${theirs} end`;
}
