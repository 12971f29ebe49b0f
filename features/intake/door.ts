import type { IncomingMessage, ServerResponse } from "node:http";
import type { IntakeAnswer } from "#features/intake/answers.ts";
import { isReadRequest } from "#features/intake/is-read-request.ts";
import { type IntakeBody, receiveLead } from "#features/intake/receive-lead.ts";
import { env } from "#lib/env.ts";

/** Everything under /api/leads but reading it, which is a page's business. */
export function isIntakeRequest({ method = "", url = "" }: IncomingMessage): boolean {
  const [path = ""] = url.split("?", 1);
  const isBelow = path === "/api/leads" || path.startsWith("/api/leads/");
  return isBelow && !isReadRequest(method, url);
}

/** Serves the endpoint on Node's own HTTP server, before any framework is asked. */
export async function handleIntake(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answer = await receiveLead({
    method: request.method ?? "",
    url: request.url ?? "",
    header: (name) => headerOf(request, name),
    remoteAddress: remoteAddress(request),
    readBody: (maxBytes) => readBody(request, maxBytes),
  });
  if (response.destroyed) return;
  if (request.complete) send(response, answer);
  else await sendAndHangUp(request, response, answer);
}

function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(", ") : (value ?? null);
}

/** With a trusted proxy before us, what it wrote down last; everything before that anybody may have invented. */
export function remoteAddress(request: IncomingMessage): string {
  const forwarded =
    env().BUZON_TRUSTED_PROXIES > 0 ? headerOf(request, "x-forwarded-for")?.split(",").at(-1)?.trim() : "";
  return (forwarded || request.socket.remoteAddress || "").replace(/^::ffff:/, "");
}

/** Resolves when the body has ended, has more than `maxBytes`, or the connection is gone: then to null. */
function readBody(request: IncomingMessage, maxBytes: number): Promise<IntakeBody | null> {
  // Nothing more is heard from a request whose connection was cut while its key was looked up.
  if (request.destroyed) return Promise.resolve(null);
  const { promise, resolve } = Promise.withResolvers<IntakeBody | null>();
  const chunks: Buffer[] = [];
  let length = 0;
  const take = (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
    if (length <= maxBytes) return;
    request.off("data", take).pause();
    resolve({ bytes: Buffer.concat(chunks.splice(0), maxBytes), isWhole: false });
  };
  request.on("data", take);
  request.on("end", () => resolve(request.complete ? { bytes: Buffer.concat(chunks), isWhole: true } : null));
  request.on("error", () => resolve(null));
  request.on("close", () => resolve(null));
  return promise;
}

function send(response: ServerResponse, { status, headers, body }: IntakeAnswer): void {
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) }).end(body);
}

/** How long a sender may go on sending after the answer; closing at once would take the answer away from under it. */
const LINGER_MS = 1_000;

/** Answers in the middle of a body that nobody wants to the end. */
async function sendAndHangUp(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: IntakeAnswer,
): Promise<void> {
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body), connection: "close" });
  response.flushHeaders();
  response.write(body);

  const { promise: finished, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, LINGER_MS);
  request.once("end", resolve).once("close", resolve).resume();
  await finished;
  clearTimeout(timer);
  response.end();
}
