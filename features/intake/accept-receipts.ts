import { and, asc, DrizzleQueryError, eq, inArray, sql } from "drizzle-orm";
import { db, type Transaction } from "#db/client.ts";
import { receipts } from "#db/schema.ts";
import { assignLeads } from "#features/intake/assign-leads.ts";
import { insertLeads } from "#features/intake/insert-leads.ts";
import { makeLead } from "#features/intake/make-lead.ts";
import { queueDeliveries, queueRepeats } from "#features/intake/queue-deliveries.ts";
import { type Payload, type PayloadProblem, readPayload } from "#features/intake/read-payload.ts";
import { recordRepeats } from "#features/intake/record-repeats.ts";
import { errorCode } from "#lib/error-code.ts";
import { log } from "#lib/log.ts";

const MAX_RECEIPTS = 200;
const MAX_BYTES = 8 * 1024 * 1024;
/** Any number, the same in every version: one worker accepts at a time, so that copies of one request meet. */
const ACCEPT_LOCK = 7_266_921;

/**
 * Turns pending receipts, oldest first, into leads with a delivery for each destination, or into repeats of leads.
 * Resolves to how many it took; 0 when none was left or another worker is at it.
 */
export async function acceptReceipts(limit = MAX_RECEIPTS): Promise<number> {
  return db.transaction(async (tx) => {
    const now = await lockAccepting(tx);
    if (!now) return 0;
    const pending = await selectPending(tx, limit);
    if (pending.length > 0) await accept(tx, pending, now);
    return pending.length;
  });
}

type Pending = Pick<
  typeof receipts.$inferSelect,
  "workspaceId" | "id" | "endpointId" | "receivedAt" | "body" | "bodyHash" | "headers"
>;

/** The database's time when this worker may accept, null when another one does. */
async function lockAccepting(tx: Transaction): Promise<Date | null> {
  const [lock] = await tx.execute<{ isOurs: boolean; now: string }>(
    sql`select pg_try_advisory_xact_lock(${ACCEPT_LOCK}) as "isOurs", now()`,
  );
  return lock?.isOurs ? new Date(lock.now) : null;
}

/** Bodies are counted before they are read, because 200 of the largest would be 50 MB. */
async function selectPending(tx: Transaction, limit: number): Promise<Pending[]> {
  const sizes = await tx
    .select({ id: receipts.id, bytes: receipts.bodyBytes })
    .from(receipts)
    .where(eq(receipts.state, "pending"))
    .orderBy(asc(receipts.id))
    .limit(limit);
  let total = 0;
  const ids: string[] = [];
  for (const { id, bytes } of sizes) {
    total += bytes;
    if (ids.length > 0 && total > MAX_BYTES) break;
    ids.push(id);
  }
  if (ids.length === 0) return [];
  return tx
    .select({
      workspaceId: receipts.workspaceId,
      id: receipts.id,
      endpointId: receipts.endpointId,
      receivedAt: receipts.receivedAt,
      body: receipts.body,
      bodyHash: receipts.bodyHash,
      headers: receipts.headers,
    })
    .from(receipts)
    .where(and(inArray(receipts.id, ids), eq(receipts.state, "pending")))
    .orderBy(asc(receipts.receivedAt), asc(receipts.id))
    .for("update");
}

/** All at once; where that fails because of what one of them says, one by one, so that it does not stop the others. */
async function accept(tx: Transaction, pending: Pending[], now: Date): Promise<void> {
  const failure = await tryTogether(tx, pending, now);
  if (!failure) return;

  const poison: { receipt: Pending; code: string }[] = [];
  for (const receipt of pending) {
    const alone = await tryTogether(tx, [receipt], now);
    if (alone) poison.push({ receipt, code: alone.code });
  }
  // When not one of them can be accepted, the mistake is more likely ours: they wait until it is mended.
  if (poison.length === pending.length) throw failure.error;
  for (const { receipt, code } of poison) {
    log.error({ receiptId: receipt.id, code }, "a receipt could not be accepted");
    await markUnreadable(tx, receipt, { code });
  }
}

/** Null when it worked, else why not, and nothing is changed. Throws when the database is in trouble. */
async function tryTogether(
  tx: Transaction,
  pending: Pending[],
  now: Date,
): Promise<{ code: string; error: unknown } | null> {
  try {
    await tx.transaction((savepoint) => acceptTogether(savepoint, pending, now));
    return null;
  } catch (error) {
    const code = poisonCode(error);
    if (code === null) throw error;
    return { code, error };
  }
}

async function acceptTogether(tx: Transaction, pending: Pending[], now: Date): Promise<void> {
  const readable: (Pending & { payload: Payload })[] = [];
  for (const receipt of pending) {
    const verdict = readPayload(receipt.body, receipt.headers["content-encoding"] ?? null);
    if (verdict.ok) readable.push({ ...receipt, payload: verdict.payload });
    // Only when the reader has become stricter since the receipt was kept.
    else await markUnreadable(tx, receipt, verdict);
  }
  if (readable.length === 0) return;

  const assigned = await assignLeads(tx, readable);
  const firsts = assigned.filter(({ isRepeat }) => !isRepeat);
  const leads = firsts.map(({ receipt, leadId }) => makeLead(leadId, receipt, receipt.payload));
  await insertLeads(tx, leads);
  await queueDeliveries(tx, leads, now);
  const repeats = assigned.filter(({ isRepeat }) => isRepeat);
  await recordRepeats(tx, repeats);
  await queueRepeats(
    tx,
    repeats.map(({ receipt, leadId }) => ({ workspaceId: receipt.workspaceId, leadId })),
    now,
  );
  await settleReceipts(tx, assigned);
}

async function settleReceipts(
  tx: Transaction,
  assigned: { receipt: Pending; leadId: string; isRepeat: boolean }[],
): Promise<void> {
  const settled = assigned.map(({ receipt, leadId, isRepeat }) => ({
    workspace_id: receipt.workspaceId,
    id: receipt.id,
    lead_id: leadId,
    state: isRepeat ? "repeat" : "lead",
  }));
  await tx.execute(sql`
    update receipts set state = settled.state, lead_id = settled.lead_id
    from json_to_recordset(${JSON.stringify(settled)}::text::json)
      as settled (workspace_id uuid, id uuid, lead_id uuid, state receipt_state)
    where receipts.workspace_id = settled.workspace_id and receipts.id = settled.id`);
}

async function markUnreadable(tx: Transaction, receipt: Pending, problem: Omit<PayloadProblem, "ok">): Promise<void> {
  const { code, line, column } = problem;
  await tx
    .update(receipts)
    .set({ state: "unreadable", problem: { code, line, column } })
    .where(and(eq(receipts.workspaceId, receipt.workspaceId), eq(receipts.id, receipt.id)));
}

/**
 * Whether the fault lies in what a receipt says: `not_storable` when Postgres refuses it (classes 22, 23 and 54),
 * `not_understood` for a mistake in our own reading. Null when the database itself is in trouble.
 */
function poisonCode(error: unknown): string | null {
  const code = errorCode(error instanceof DrizzleQueryError ? error.cause : error);
  if (code === null) return "not_understood";
  return /^(22|23|54)\w{3}$/.test(code) ? "not_storable" : null;
}
