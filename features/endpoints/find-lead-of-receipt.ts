import { and, eq } from "drizzle-orm";
import { db } from "#db/client.ts";
import { leads, receipts } from "#db/schema.ts";
import type { Session } from "#features/people/session.ts";

/** The number of the lead that a request became or repeats; null as long as there is none. */
export async function findLeadOfReceipt(session: Session, receiptId: string): Promise<number | null> {
  const [found] = await db
    .select({ number: leads.number })
    .from(receipts)
    .innerJoin(leads, and(eq(leads.workspaceId, receipts.workspaceId), eq(leads.id, receipts.leadId)))
    .where(and(eq(receipts.workspaceId, session.workspaceId), eq(receipts.id, receiptId)));
  return found?.number ?? null;
}
