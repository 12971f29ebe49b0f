import { findApiKey } from "#features/api-keys/find-api-key.ts";
import { mayExportLeads } from "#features/leads/lead-rights.ts";
import { getSession } from "#features/people/require-session.ts";
import type { Session } from "#features/people/session.ts";
import { fullBucket, type TokenBucket, takeToken } from "#lib/token-bucket.ts";

/** Who asks for leads by program: a key, or a person in whose browser the program runs. */
export type Caller = Pick<Session, "workspaceId" | "userId" | "timeZone"> & { apiKeyId?: string };

export type CallerResult =
  | { ok: true; caller: Caller }
  | { ok: false; code: "not_signed_in" | "unknown_api_key" | "export_not_allowed" }
  | { ok: false; code: "rate_limited"; waitMs: number };

/** Of one key or person: every page of a list is a request, and a whole workspace can be had in one export. */
const RATE = { ratePerSecond: 10, burst: 60 };

/** The same right as that of the export: whoever may not take leads out as a file may not read them by program either. */
export async function findCaller(headers: Headers, now = Date.now()): Promise<CallerResult> {
  const authorization = headers.get("authorization");
  const found = authorization === null ? await bySession() : await byKey(authorization);
  if (!found.ok) return found;
  const { caller } = found;
  const waitMs = takeToken(bucketOf(caller.apiKeyId ?? caller.userId, now), RATE, now);
  return waitMs > 0 ? { ok: false, code: "rate_limited", waitMs } : found;
}

async function bySession(): Promise<CallerResult> {
  const session = await getSession();
  if (!session) return { ok: false, code: "not_signed_in" };
  return mayExportLeads(session.role) ? { ok: true, caller: session } : { ok: false, code: "export_not_allowed" };
}

async function byKey(authorization: string): Promise<CallerResult> {
  const [, key] = /^bearer +(\S+) *$/i.exec(authorization) ?? [];
  const caller = key ? await findApiKey(key) : null;
  return caller ? { ok: true, caller } : { ok: false, code: "unknown_api_key" };
}

const buckets = new Map<string, TokenBucket>();

function bucketOf(id: string, nowMs: number): TokenBucket {
  const bucket = buckets.get(id) ?? fullBucket(RATE.burst, nowMs);
  buckets.set(id, bucket);
  return bucket;
}
