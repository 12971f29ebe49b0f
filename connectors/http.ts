import { lookup as systemLookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { buildConnector, Client } from "undici";
import { type Network, parseNetworks, refuseAddress } from "#connectors/address-guard.ts";
import type { Exchange, Http, HttpFailure, HttpRequest } from "#connectors/connector.ts";
import { type Call, exchangeOf, lowerCased, MAX_KEPT_BYTES } from "#connectors/exchange.ts";

export type HttpOptions = {
  /** For the whole call, from looking up the name to the last byte. */
  timeoutMs?: number;
  /** `BUZON_ALLOW_PRIVATE_NETWORKS`. */
  allowedPrivateNetworks?: string[];
  /** Gets each exchange, already without secrets, whatever came of it. */
  record?: (exchange: Exchange) => void;
  now: () => Date;
  /** Stands in for the system's resolver in tests. */
  lookup?: (hostname: string) => Promise<{ address: string; family: number }[]>;
};

/**
 * The only way out to a destination. Every call dials anew: volumes are tiny, a kept connection that dies unnoticed
 * would leave it open whether a record was made, and the address is checked each time (address-guard.ts).
 *
 * undici's own client is not subject to HTTP_PROXY variables and follows no redirects. Certificates of a private
 * authority: NODE_EXTRA_CA_CERTS.
 */
export function createHttp(options: HttpOptions): Http {
  const networks = parseNetworks(options.allowedPrivateNetworks ?? []);
  return async (request) => {
    const startedAt = options.now();
    const call = await callOnce(request, networks, options);
    options.record?.(exchangeOf(request, call, options.now().getTime() - startedAt.getTime()));
    return call.answer;
  };
}

class Refused extends Error {
  code: HttpFailure;
  constructor(code: HttpFailure) {
    super(MESSAGES[code]);
    this.code = code;
  }
}

async function callOnce(request: HttpRequest, networks: Network[], options: HttpOptions): Promise<Call> {
  const url = parseUrl(request.url);
  if (!url) return failed("invalid_url", false);

  const hostname = url.hostname.replace(/^\[|\]$/g, "");
  const refusal = isIP(hostname) ? refuseAddress(hostname, url, networks) : null;
  if (refusal) return failed(refusal, false);

  const timeoutMs = options.timeoutMs ?? 20_000;
  const deadline = AbortSignal.timeout(timeoutMs);
  let connected = false;
  const connect = buildConnector({
    timeout: timeoutMs,
    allowH2: false,
    // The default of 250 ms gives up on far servers that have several addresses.
    autoSelectFamilyAttemptTimeout: 2_500,
    lookup: guardedLookup(url, networks, options.lookup ?? ((name) => systemLookup(name, { all: true }))),
  });
  const client = new Client(url.origin, {
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: (target, callback) =>
      connect(target, (...result) => {
        connected = result[0] === null;
        callback(...result);
      }),
  });

  let head: Call["head"] = null;
  try {
    const response = await client.request({
      method: request.method,
      path: url.pathname + url.search,
      headers: { "user-agent": "Buzon", "accept-encoding": "identity", ...lowerCased(request.headers) },
      body: request.body ?? null,
      signal: deadline,
    });
    head = { status: response.statusCode, headers: joined(response.headers) };
    const { text, whole } = await readText(response.body, request.maxAnswerBytes ?? MAX_KEPT_BYTES);
    const json = whole ? parseJson(text, head.headers) : undefined;
    return { answer: { ok: true, ...head, text, json }, head, text, whole };
  } catch (error) {
    const code = deadline.aborted ? "timeout" : failureOf(error, url, connected);
    const reason = code === "tls" ? codeOf(error) : "";
    // A connection that stands carries the request at once, so from then on the other side may have acted on it.
    return failed(code, connected, head, reason);
  } finally {
    // Not awaited: it waits for a connection that is still being made, and nothing more is expected from it.
    void client.destroy();
  }
}

function parseUrl(text: string): URL | null {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return null;
  return url;
}

/** One look-up, every address of it checked, and exactly these are dialled. */
function guardedLookup(url: URL, networks: Network[], lookup: NonNullable<HttpOptions["lookup"]>): LookupFunction {
  return (hostname, { all }, callback) => {
    lookup(hostname).then(
      (addresses) => {
        const refusal = addresses.map(({ address }) => refuseAddress(address, url, networks)).find(Boolean);
        const [first] = addresses;
        if (refusal || !first) return callback(new Refused(refusal ?? "dns"), "");
        return all ? callback(null, addresses) : callback(null, first.address, first.family);
      },
      () => callback(new Refused("dns"), ""),
    );
  };
}

const MESSAGES: Record<HttpFailure, string> = {
  dns: "No address was found for this name",
  refused: "The other side did not take the connection",
  tls: "No secure connection could be made",
  timeout: "No answer in time",
  reset: "The connection broke",
  private_address: "The address is not on the public internet",
  port: "Only ports 443 and 8443 may be used",
  not_https: "Only https may be used",
  invalid_url: "This is not a web address",
};

function failureOf(error: unknown, url: URL, connected: boolean): HttpFailure {
  if (error instanceof Refused) return error.code;
  const code = codeOf(error);
  if (code === "UND_ERR_INVALID_ARG") throw error;
  if (connected) return "reset";
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/.test(code)) return "refused";
  if (/TIMEDOUT|TIMEOUT/.test(code)) return "timeout";
  return url.protocol === "https:" ? "tls" : "reset";
}

/** Node's own: ECONNREFUSED, CERT_HAS_EXPIRED, ... */
function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

function failed(code: HttpFailure, sent: boolean, head: Call["head"] = null, reason = ""): Call {
  const message = reason ? `${MESSAGES[code]} (${reason})` : MESSAGES[code];
  return { answer: { ok: false, code, message, sent }, head, text: null, whole: false };
}

function joined(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [value].flat().join(", ")]],
    ),
  );
}

/** Reads up to the limit; leaving the loop early destroys the connection, so the rest is never received. */
async function readText(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<{ text: string; whole: boolean }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length > maxBytes) break;
  }
  const bytes = Buffer.concat(chunks, Math.min(length, maxBytes));
  return { text: new TextDecoder().decode(bytes), whole: length <= maxBytes };
}

function parseJson(text: string, headers: Record<string, string>): unknown {
  if (!headers["content-type"]?.includes("json") && !/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
