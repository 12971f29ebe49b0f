import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { db, type Transaction } from "#db/client.ts";
import { insertMany } from "#db/insert-many.ts";
import {
  attempts,
  auditEvents,
  deliveries,
  leadEvents,
  leadMentions,
  leads,
  NOTHING_LAST,
  receipts,
  testRecords,
} from "#db/schema.ts";
import { lockDeliveries } from "#features/deliveries/lock-deliveries.ts";
import { mayEraseLeads } from "#features/leads/lead-rights.ts";
import type { Author, Worker } from "#features/leads/lock-lead.ts";

/** `left`: records of these leads at destinations, which only somebody there can delete. */
export type EraseResult = { ok: true; erased: number; left: number } | { ok: false; code: "forbidden" };

/**
 * Takes the personal data out of the leads with these numbers, for good. What stays is what can be counted: number,
 * time, offer, action, country code, status, owner, and the hash and size of what was received.
 */
export async function eraseLeads(worker: Worker, numbers: number[]): Promise<EraseResult> {
  if (!mayEraseLeads(worker.role)) return { ok: false, code: "forbidden" };
  return db.transaction(async (tx) => {
    const erased = await eraseWhere(tx, worker, inArray(leads.number, numbers));
    if (erased.count > 0) await auditErasure(tx, worker, erased);
    return { ok: true, erased: erased.count, left: erased.left };
  });
}

type Erased = { count: number; left: number };

/** The same for whatever a condition names, a few thousand at once, without a word in the audit log. */
export async function eraseWhere(tx: Transaction, author: Author, where: SQL | undefined): Promise<Erased> {
  const { workspaceId, userId } = author;
  await lockDeliveries(tx, workspaceId, where);
  const found = await tx
    .select({ id: leads.id })
    .from(leads)
    .where(and(eq(leads.workspaceId, workspaceId), isNull(leads.erasedAt), where))
    .orderBy(asc(leads.id))
    .for("update");
  const ids = found.map(({ id }) => id);
  if (ids.length === 0) return { count: 0, left: 0 };

  // The deliveries first: a try that is running must find its lease gone before anything else can be written.
  const left = await eraseDeliveries(tx, workspaceId, ids);
  await eraseHistory(tx, workspaceId, ids);
  await tx
    .update(receipts)
    .set({ body: Buffer.alloc(0) })
    .where(and(eq(receipts.workspaceId, workspaceId), inArray(receipts.leadId, ids)));
  await tx
    .update(leads)
    .set(ERASED)
    .where(and(eq(leads.workspaceId, workspaceId), inArray(leads.id, ids)));
  await insertMany(
    tx,
    leadEvents,
    ids.map((leadId) => ({ workspaceId, id: v7(), leadId, type: "erased" as const, userId })),
  );
  return { count: ids.length, left };
}

/** How many and by whom; whose, nobody can read any more. */
export async function auditErasure(tx: Transaction, { workspaceId, userId }: Author, { count, left }: Erased) {
  await tx
    .insert(auditEvents)
    .values({ workspaceId, id: v7(), userId, action: "leads.erased", details: { count, left } });
}

const ERASED = {
  firstName: null,
  lastName: null,
  email: null,
  phone: null,
  company: null,
  title: null,
  // What was written there may be anything; the code says the country.
  country: null,
  description: null,
  message: null,
  campaign: {},
  extra: {},
  emailDomain: null,
  tags: [],
  followUpOn: null,
  searchText: "",
  sortName: NOTHING_LAST,
  sortCompany: NOTHING_LAST,
  personKey: sql`'erased ' || gen_random_uuid()`,
  erasedAt: sql<Date>`now()`,
};

/**
 * What has not arrived will not: it is cancelled, also what is being sent at this moment, whose worker then finds its
 * lease gone and writes nothing down.
 */
async function eraseDeliveries(tx: Transaction, workspaceId: string, leadIds: string[]): Promise<number> {
  const theirs = and(eq(deliveries.workspaceId, workspaceId), inArray(deliveries.leadId, leadIds));
  const isOpen = sql`${deliveries.state} in ('queued', 'sending', 'held', 'failed')`;
  const touched = await tx
    .update(deliveries)
    .set({
      state: sql`case when ${isOpen} then 'cancelled' else ${deliveries.state} end`,
      previousUnknown: sql`${deliveries.previousUnknown} or ${deliveries.state} = 'sending'`,
      personKey: sql`'erased ' || gen_random_uuid()`,
      leaseToken: null,
      leaseUntil: null,
      nextAttemptAt: null,
      resendValues: null,
      beforeReplay: null,
      lastProblem: null,
      updatedAt: sql`case when ${isOpen} then statement_timestamp() else ${deliveries.updatedAt} end`,
    })
    .where(theirs)
    .returning({ externalId: deliveries.externalId, externalUrl: deliveries.externalUrl });
  await tx
    .update(attempts)
    .set({ message: null, warnings: [], values: null, exchanges: [] })
    .where(
      and(
        eq(attempts.workspaceId, workspaceId),
        inArray(attempts.deliveryId, tx.select({ id: deliveries.id }).from(deliveries).where(theirs)),
      ),
    );
  const tried = await tx
    .update(testRecords)
    .set({ values: {} })
    .where(and(eq(testRecords.workspaceId, workspaceId), inArray(testRecords.leadId, leadIds)))
    .returning({ externalId: testRecords.externalId, deletedAt: testRecords.deletedAt });
  const delivered = touched.filter(({ externalId, externalUrl }) => externalId ?? externalUrl);
  return delivered.length + tried.filter(({ externalId, deletedAt }) => externalId && !deletedAt).length;
}

/** Notes and tags are what people wrote about the lead. */
async function eraseHistory(tx: Transaction, workspaceId: string, leadIds: string[]): Promise<void> {
  await tx
    .delete(leadMentions)
    .where(and(eq(leadMentions.workspaceId, workspaceId), inArray(leadMentions.leadId, leadIds)));
  await tx
    .update(leadEvents)
    .set({ details: {} })
    .where(
      and(
        eq(leadEvents.workspaceId, workspaceId),
        inArray(leadEvents.leadId, leadIds),
        inArray(leadEvents.type, ["note", "tags"]),
      ),
    );
}
