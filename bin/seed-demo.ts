import { setTimeout as pause } from "node:timers/promises";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { demoReceivedAt } from "#bin/demo/demo-times.ts";
import { doDemoWork } from "#bin/demo/do-work.ts";
import { demoLead } from "#bin/demo-leads.ts";
import { db, openPool } from "#db/client.ts";
import { destinations, endpointKeys, memberships, receipts, users } from "#db/schema.ts";
import { acceptReceipts } from "#features/intake/accept-receipts.ts";
import { keepReceipt } from "#features/intake/keep-receipt.ts";
import { sha256 } from "#lib/crypto.ts";

const BATCH = 1_500;
const BATCH_TIMEOUT_MS = 60_000;
const PROGRESS_BATCHES = 10;
/** From so many on the search index is built when all are there, in a fifth of the time. */
const LARGE = 50_000;
/** Until then the planner takes the tables for empty, and reads them whole. */
const ANALYZE_AFTER = 4;

type Key = { workspaceId: string; endpointId: string; keyId: string };

/**
 * Invents leads as bodies that go the way of every lead from the receipt on, the oldest first, and what the people of the
 * workspace have done with them since. Destinations would get them too, so with one in place `deliver` has to be said.
 */
export async function seedDemo(count: number, deliver: boolean): Promise<void> {
  const connected = await db.select({ id: destinations.id }).from(destinations).limit(1);
  if (connected.length > 0 && !deliver) {
    throw new Error("A destination is connected and would get the invented leads: say --deliver if that is meant.");
  }
  const key = await anyKey();
  const team = await listTeam(key.workspaceId);

  const connection = openPool({ max: 1, name: "seed", statementTimeoutMs: 0 });
  if (count >= LARGE) await connection`drop index if exists leads_search`;
  try {
    await sendLeads(count, key, (ids, now) => doDemoWork(key.workspaceId, ids, team, now));
  } finally {
    console.log("Indexes and statistics ...");
    await connection`set maintenance_work_mem = '256MB'`;
    await connection`create index if not exists leads_search on leads using gin (search_text gin_trgm_ops)`;
    // What autovacuum does for leads that come over years: statistics, and pages known to be visible to all.
    await connection`vacuum analyze receipts, leads, lead_events, lead_reads, deliveries`;
  }
}

async function anyKey(): Promise<Key> {
  const [key] = await db
    .select({ workspaceId: endpointKeys.workspaceId, endpointId: endpointKeys.endpointId, keyId: endpointKeys.id })
    .from(endpointKeys)
    .where(isNull(endpointKeys.revokedAt))
    .orderBy(asc(endpointKeys.createdAt))
    .limit(1);
  if (!key) throw new Error("Every address of every endpoint is revoked: make a new one first.");
  return key;
}

async function listTeam(workspaceId: string): Promise<string[]> {
  const team = await db
    .select({ id: users.id })
    .from(memberships)
    .innerJoin(users, and(eq(users.id, memberships.userId), isNull(users.disabledAt)))
    .where(eq(memberships.workspaceId, workspaceId))
    .orderBy(asc(users.createdAt), asc(users.id));
  return team.map(({ id }) => id);
}

/** One batch is invented and kept while the one before it is accepted, and the one before that is worked on. */
async function sendLeads(count: number, key: Key, work: (ids: string[], now: Date) => Promise<void>): Promise<void> {
  const now = new Date();
  let [accepting, working] = [Promise.resolve(), Promise.resolve()];
  for (let done = 0; done < count; done += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, count - done) }, (_, index) => count - 1 - done - index);
    const ids = await Promise.all(numbers.map((number) => keep(number, demoReceivedAt(number, count, now), key)));
    await accepting;
    accepting = accept(key.workspaceId, ids);
    await working;
    working = accepting.then(() => work(ids, now));
    // Awaited a batch later; until then nobody may take a failure for an unhandled one.
    working.catch(() => {});
    if (done === ANALYZE_AFTER * BATCH) await db.execute(sql`analyze receipts, leads`);
    showProgress(done + numbers.length, count);
  }
  await working;
}

async function keep(number: number, receivedAt: Date, key: Key): Promise<string> {
  const body = Buffer.from(JSON.stringify(demoLead(number, receivedAt)));
  // Ids grow with the time, as those of real receipts do.
  const id = v7({ msecs: receivedAt.getTime() });
  const isKept = await keepReceipt(
    {
      ...key,
      id,
      receivedAt,
      state: "pending",
      body,
      bodyBytes: body.length,
      bodyHash: sha256(body),
      headers: { "content-type": "application/json" },
      remoteAddress: "192.0.2.1",
    },
    performance.now() + BATCH_TIMEOUT_MS,
  );
  if (!isKept) throw new Error("The database did not keep a receipt in time.");
  return id;
}

async function accept(workspaceId: string, receiptIds: string[]): Promise<void> {
  const arePending = and(
    eq(receipts.workspaceId, workspaceId),
    inArray(receipts.id, receiptIds),
    eq(receipts.state, "pending"),
  );
  const giveUpAtMs = performance.now() + BATCH_TIMEOUT_MS;
  for (let left = receiptIds.length; left > 0; ) {
    const taken = await acceptReceipts(BATCH);
    left -= taken;
    if (taken > 0) continue;
    // A worker that runs beside this takes its share, and holds the lock meanwhile.
    left = await db.$count(receipts, arePending);
    if (performance.now() > giveUpAtMs) throw new Error("The database did not accept the receipts in time.");
    await pause(50);
  }
}

function showProgress(done: number, count: number): void {
  const isLast = done === count;
  if (isLast || done % (BATCH * PROGRESS_BATCHES) === 0) console.log(`${done} of ${count}`);
}
