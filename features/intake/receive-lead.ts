import { randomFillSync } from "node:crypto";
import { v7 } from "uuid";
import {
  accepted,
  type IntakeAnswer,
  incompleteBody,
  methodNotAllowed,
  rateLimited,
  unavailable,
  unknownKey,
  unreadable,
} from "#features/intake/answers.ts";
import { browserPage } from "#features/intake/browser-page.ts";
import { MAX_BODY_BYTES } from "#features/intake/decompress-body.ts";
import { findEndpoint, type OpenEndpoint } from "#features/intake/find-endpoint.ts";
import { keepReceipt, type ReceiptState } from "#features/intake/keep-receipt.ts";
import { type PayloadProblem, readPayload } from "#features/intake/read-payload.ts";
import { countRefusal, noteKeyUse } from "#features/intake/tally.ts";
import { sha256 } from "#lib/crypto.ts";
import { fullBucket, type TokenBucket, takeToken } from "#lib/token-bucket.ts";

/** A request to /api/leads as both doors see it: the raw server's (door.ts) and the API route's. */
export type IntakeRequest = {
  method: string;
  /** Path and query, as in the request line. */
  url: string;
  header(name: string): string | null;
  /** Empty when it is not known. */
  remoteAddress: string;
  /** Reads at most `maxBytes`; null when the body ended before it was complete. */
  readBody(maxBytes: number): Promise<IntakeBody | null>;
};

export type IntakeBody = {
  bytes: Buffer;
  /** False when there was more than fits in. */
  isWhole: boolean;
};

/**
 * Takes one request to the endpoint and says how to answer it: architecture.md, table 4. An answer of 2xx means that
 * the body is complete and committed. The body is not read before the key is known to be good.
 */
export async function receiveLead(request: IntakeRequest, now = new Date()): Promise<IntakeAnswer> {
  if (request.method !== "POST") return refuseMethod(request);

  const endpoint = await findEndpoint(keyOf(request.url), now.getTime());
  if (endpoint === "unavailable") return unavailable();
  if (!endpoint) {
    countRefusal("unknown_key", null, now);
    return unknownKey();
  }
  const waitMs = takeToken(bucketOf(endpoint, now), endpoint, now.getTime());
  if (waitMs > 0) {
    countRefusal("rate_limited", endpoint.endpointId, now);
    return rateLimited(waitMs);
  }
  const body = await request.readBody(MAX_BODY_BYTES);
  return body ? keep(request, endpoint, body, now) : incompleteBody();
}

async function keep(
  request: IntakeRequest,
  endpoint: OpenEndpoint,
  body: IntakeBody,
  now: Date,
): Promise<IntakeAnswer> {
  const giveUpAtMs = performance.now() + ANSWER_WITHIN_MS;
  const verdict = body.isWhole ? readPayload(body.bytes, request.header("content-encoding")) : TOO_LARGE;
  const id = v7({ rng: randomBytes });
  const isKept = await keepReceipt(
    {
      workspaceId: endpoint.workspaceId,
      id,
      endpointId: endpoint.endpointId,
      keyId: endpoint.keyId,
      receivedAt: now,
      state: stateOf(verdict),
      body: body.bytes,
      bodyBytes: body.isWhole ? body.bytes.length : statedLength(request),
      bodyHash: sha256(body.bytes),
      headers: keptHeaders(request),
      remoteAddress: request.remoteAddress,
      problem: verdict.ok ? null : { code: verdict.code, line: verdict.line, column: verdict.column },
    },
    giveUpAtMs,
  );
  if (!isKept) return unavailable();
  noteKeyUse(endpoint.keyId, now);
  return verdict.ok ? accepted(id) : unreadable(verdict, id);
}

const pool = Buffer.alloc(4096);
let poolUsed = pool.length;

/** From a pool, because asking the system for 16 bytes costs a twentieth of the time that taking a lead takes. */
function randomBytes(): Uint8Array {
  if (poolUsed === pool.length) {
    randomFillSync(pool);
    poolUsed = 0;
  }
  poolUsed += 16;
  return pool.subarray(poolUsed - 16, poolUsed);
}

/** With the look for the key before it, every answer comes within 8 s. */
const ANSWER_WITHIN_MS = 5_500;
const TOO_LARGE: PayloadProblem = { ok: false, code: "too_large" };

function refuseMethod(request: IntakeRequest): IntakeAnswer {
  const isBrowser = request.header("accept")?.includes("text/html");
  const answer = isBrowser ? browserPage(request.header("accept-language")) : methodNotAllowed();
  return request.method === "HEAD" || request.method === "OPTIONS" ? { ...answer, body: "" } : answer;
}

/** From /api/leads/KEY, else from /api/leads?key=KEY; empty when there is none. */
function keyOf(url: string): string {
  const { pathname, searchParams } = new URL(url, "http://buzon.invalid");
  const inPath = pathname.slice("/api/leads".length).replaceAll("/", "");
  return inPath || (searchParams.get("key") ?? "").trim();
}

const buckets = new Map<string, TokenBucket>();

function bucketOf({ endpointId, burst }: OpenEndpoint, now: Date): TokenBucket {
  const bucket = buckets.get(endpointId) ?? fullBucket(burst, now.getTime());
  buckets.set(endpointId, bucket);
  return bucket;
}

function stateOf(verdict: { ok: true } | PayloadProblem): ReceiptState {
  if (verdict.ok) return "pending";
  return verdict.code === "too_large" ? "too_large" : "unreadable";
}

const KEPT_HEADERS = ["content-type", "content-encoding", "user-agent"];
const MAX_HEADER_LENGTH = 500;

function keptHeaders(request: IntakeRequest): Record<string, string> {
  const kept = KEPT_HEADERS.map((name) => [name, request.header(name)?.slice(0, MAX_HEADER_LENGTH)]);
  return Object.fromEntries(kept.filter(([, value]) => value !== undefined));
}

/** What the sender said the body would have, where it said so. */
function statedLength(request: IntakeRequest): number {
  const stated = Number(request.header("content-length") ?? 0);
  return Math.min(Math.max(stated, MAX_BODY_BYTES + 1), MAX_INTEGER);
}

const MAX_INTEGER = 2_147_483_647;
