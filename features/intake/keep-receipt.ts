import { setTimeout as sleep } from "node:timers/promises";
import type postgres from "postgres";
import type { receiptState, receipts } from "#db/schema.ts";
import { announceWork } from "#db/work-signal.ts";
import { askForIntake } from "#features/intake/intake-pool.ts";
import { log } from "#lib/log.ts";

export type ReceiptState = (typeof receiptState.enumValues)[number];
export type NewReceipt = typeof receipts.$inferInsert;

/**
 * Commits the receipt, together with all others that arrive while the commits before it are on their way: under load
 * one insert and one commit hold dozens. Resolves to true when it is durable, and to false when that is not known at
 * `giveUpAtMs` (of `performance.now()`); it may then still be kept, under its id.
 */
export function keepReceipt(receipt: NewReceipt, giveUpAtMs: number): Promise<boolean> {
  if (waiting.length >= MAX_WAITING) return Promise.resolve(false);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  waiting.push({ receipt, giveUpAtMs, resolve });
  commitWaiting();
  return promise;
}

type Waiting = { receipt: NewReceipt; giveUpAtMs: number; resolve(isKept: boolean): void };

const waiting: Waiting[] = [];
let isCommitting = false;
let keptReceipts = 0;

/** How many receipts this process has kept since it began. */
export function countKeptReceipts(): number {
  return keptReceipts;
}

const MAX_BATCH_ROWS = 256;
const MAX_BATCH_BYTES = 4 * 1024 * 1024;
/** Beyond this the database is not keeping up, and answering so at once is better than to run out of memory. */
const MAX_WAITING = 2_000;
/** A commit takes milliseconds; a connection that is silent for this long is taken for dead. */
const TRY_MS = 2_500;
/** A batch that waited long for its turn still gets this long. */
const MIN_COMMIT_MS = 500;
const RETRY_PAUSE_MS = 100;

/**
 * One batch at a time: with two or three under way each holds half or a third, and the same 64 connections get 6,500 or
 * 4,800 answers a second instead of 7,900.
 */
function commitWaiting(): void {
  if (isCommitting || waiting.length === 0) return;
  isCommitting = true;
  const batch = takeBatch();
  commit(batch)
    .then((isKept) => {
      for (const { resolve } of batch) resolve(isKept);
    })
    .finally(() => {
      isCommitting = false;
      commitWaiting();
    });
}

function takeBatch(): Waiting[] {
  let bytes = 0;
  const tooMany = waiting.findIndex(({ receipt }, index) => {
    bytes += receipt.body.length;
    return index > 0 && (index === MAX_BATCH_ROWS || bytes > MAX_BATCH_BYTES);
  });
  return waiting.splice(0, tooMany < 0 ? waiting.length : tooMany);
}

/**
 * Tries until it is done or the time of the first receipt is over. Trying again is safe whatever the last try did,
 * because the ids were made before it; so a restart of the database costs a pause and not a lead.
 */
async function commit(batch: Waiting[]): Promise<boolean> {
  const giveUpAtMs = Math.max(batch[0]?.giveUpAtMs ?? 0, performance.now() + MIN_COMMIT_MS);
  for (;;) {
    try {
      const tryMs = Math.min(TRY_MS, giveUpAtMs - performance.now());
      await askForIntake((sql) => insertReceipts(sql, batch), tryMs, "keeping receipts");
      keptReceipts += batch.length;
      signalWork();
      return true;
    } catch (err) {
      if (performance.now() + RETRY_PAUSE_MS >= giveUpAtMs) {
        log.error({ err, receipts: batch.length }, "receipts could not be kept");
        return false;
      }
      await sleep(RETRY_PAUSE_MS);
    }
  }
}

/**
 * One JSON text with all rows, measured against arrays with `unnest`, one parameter for each value and one statement for
 * each row at 64 rows of 600 bytes: 19,000 rows/s against 17,000, 19,000 and 5,500, with the least work on this side.
 *
 * A row that an earlier try has left is written once more instead of being passed over: a transaction that writes nothing
 * does not wait for a synchronous standby, and would vouch for a row that may be on this server only.
 */
async function insertReceipts(sql: postgres.Sql, batch: Waiting[]): Promise<void> {
  const rows = batch.map(({ receipt }) => ({
    workspace_id: receipt.workspaceId,
    id: receipt.id,
    endpoint_id: receipt.endpointId,
    key_id: receipt.keyId,
    received_at: receipt.receivedAt,
    state: receipt.state,
    body: receipt.body.toString("base64"),
    body_bytes: receipt.bodyBytes,
    body_hash: receipt.bodyHash.toString("base64"),
    headers: receipt.headers,
    remote_address: receipt.remoteAddress,
    problem: receipt.problem,
  }));
  await sql`
    insert into receipts (workspace_id, id, endpoint_id, key_id, received_at, state, body, body_bytes, body_hash,
                          headers, remote_address, problem)
    select workspace_id, id, endpoint_id, key_id, received_at, state, decode(body, 'base64'), body_bytes,
           decode(body_hash, 'base64'), headers, remote_address, problem
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as row (
      workspace_id uuid, id uuid, endpoint_id uuid, key_id uuid, received_at timestamptz, state receipt_state,
      body text, body_bytes integer, body_hash text, headers jsonb, remote_address text, problem jsonb
    )
    on conflict (workspace_id, id) do update set received_at = excluded.received_at`;
}

const SIGNAL_DELAY_MS = 25;
let signal: NodeJS.Timeout | undefined;

/** Wakes the workers once for all that is kept within a moment; no answer waits for it. */
function signalWork(): void {
  if (signal) return;
  signal = setTimeout(() => {
    signal = undefined;
    void announceWork();
  }, SIGNAL_DELAY_MS);
}
