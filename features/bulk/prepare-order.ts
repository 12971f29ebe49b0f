import { and, eq } from "drizzle-orm";
import { db } from "#db/client.ts";
import { destinations } from "#db/schema.ts";
import type { BulkOrder, BulkRefusal } from "#features/bulk/bulk-order.ts";
import { mayEraseLeads, mayFlagLeads, mayWorkLeads } from "#features/leads/lead-rights.ts";
import { prepareChange } from "#features/leads/prepare-change.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import type { Role, Session } from "#features/people/session.ts";

export type Prepared = { ok: true; order: BulkOrder } | { ok: false; code: BulkRefusal };

/** Whether this person may give the order, and the order as it is carried out. */
export async function prepareOrder(session: Session, order: BulkOrder): Promise<Prepared> {
  if (!mayOrderInBulk(session.role, order)) return { ok: false, code: "forbidden" };
  switch (order.kind) {
    case "send":
      return prepareSending(session, order.destinationId, order);
    case "erase":
      return { ok: true, order };
    default: {
      const prepared = await prepareChange(session, order);
      if (prepared.ok) return prepared;
      return { ok: false, code: prepared.code === "owner_not_found" ? "owner_not_found" : "forbidden" };
    }
  }
}

/** Those who only read change nothing in bulk, not even what they have read themselves. */
export function mayOrderInBulk(role: Role, { kind }: BulkOrder): boolean {
  switch (kind) {
    case "send":
      return mayChangeForwarding({ role });
    case "erase":
      return mayEraseLeads(role);
    case "flag":
      return mayFlagLeads(role);
    default:
      return mayWorkLeads(role);
  }
}

async function prepareSending({ workspaceId }: Session, destinationId: string, order: BulkOrder): Promise<Prepared> {
  const [destination] = await db
    .select({ version: destinations.liveMappingVersion })
    .from(destinations)
    .where(and(eq(destinations.workspaceId, workspaceId), eq(destinations.id, destinationId)));
  if (!destination) return { ok: false, code: "destination_not_found" };
  return destination.version === null ? { ok: false, code: "destination_not_ready" } : { ok: true, order };
}
