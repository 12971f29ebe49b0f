import { setTimeout as sleep } from "node:timers/promises";
import type postgres from "postgres";
import { askForIntake } from "#features/intake/intake-pool.ts";
import { sha256 } from "#lib/crypto.ts";
import { log } from "#lib/log.ts";

export type OpenEndpoint = {
  workspaceId: string;
  endpointId: string;
  keyId: string;
  ratePerSecond: number;
  burst: number;
};

/**
 * The endpoint a key opens; null when there is none, the key is revoked or the endpoint is off; "unavailable" when the
 * database would have to say and does not answer.
 *
 * All keys of the installation are held here (100 bytes each), so that a flood of guessed keys costs no query for each
 * guess, and so that a missing, an unknown and a revoked key are the same work: one hash and one look.
 */
export async function findEndpoint(key: string, nowMs: number): Promise<OpenEndpoint | null | "unavailable"> {
  const hash = sha256(key).toString("base64");
  const known = snapshot?.byHash.get(hash);
  const ageMs = nowMs - (snapshot?.readAtMs ?? 0);
  if (known && ageMs < REVOKED_WITHIN_MS) {
    if (ageMs > REFRESH_AFTER_MS) void refresh(nowMs);
    return known;
  }
  const isRead = await refresh(nowMs);
  const found = snapshot?.byHash.get(hash);
  // Where the database cannot say that a key is revoked, nothing can be kept either, so the old answer does no harm.
  return found ?? (isRead ? null : "unavailable");
}

type Snapshot = { readAtMs: number; byHash: Map<string, OpenEndpoint> };

/** A revoked key is refused everywhere after at most this time. */
const REVOKED_WITHIN_MS = 5_000;
/** From this age on a request that finds its key has the keys read anew for the next ones, without waiting for it. */
const REFRESH_AFTER_MS = 2_000;
/** Guesses make us read no more often than this. */
const READ_PAUSE_MS = 100;
const READ_TIMEOUT_MS = 1_500;

let snapshot: Snapshot | undefined;
let nextRead: Promise<boolean> | undefined;
let lastReadMs = Number.NEGATIVE_INFINITY;

/**
 * Resolves to whether the keys could be read. Requests share a reading only when it starts after they came, so that a
 * key works from the moment it was made.
 */
function refresh(nowMs: number): Promise<boolean> {
  nextRead ??= sleep(Math.max(0, lastReadMs + READ_PAUSE_MS - performance.now())).then(() => {
    nextRead = undefined;
    lastReadMs = performance.now();
    return read(nowMs);
  });
  return nextRead;
}

async function read(nowMs: number): Promise<boolean> {
  try {
    snapshot = { readAtMs: nowMs, byHash: await askForIntake(selectKeys, READ_TIMEOUT_MS, "reading endpoint keys") };
    return true;
  } catch (err) {
    log.warn({ err }, "endpoint keys could not be read");
    return false;
  }
}

async function selectKeys(sql: postgres.Sql): Promise<Snapshot["byHash"]> {
  const rows = await sql<(OpenEndpoint & { keyHash: Buffer })[]>`
    select key_hash as "keyHash", endpoint_keys.workspace_id as "workspaceId", endpoint_id as "endpointId",
           endpoint_keys.id as "keyId", rate_per_second as "ratePerSecond", burst
    from endpoint_keys
    join endpoints on endpoints.workspace_id = endpoint_keys.workspace_id and endpoints.id = endpoint_id
    where revoked_at is null and disabled_at is null`;
  return new Map(rows.map(({ keyHash, ...endpoint }) => [keyHash.toString("base64"), endpoint]));
}
