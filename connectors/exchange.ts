import type { Exchange, HttpAnswer, HttpRequest } from "#connectors/connector.ts";
import { longestForm, redactBody, redactHeaders, redactUrl } from "#connectors/redact.ts";

export const MAX_KEPT_BYTES = 64 * 1024;

/** What came back before a call ended, well or badly. */
export type Call = {
  answer: HttpAnswer;
  head: { status: number; headers: Record<string, string> } | null;
  text: string | null;
  /** Whether `text` is all that was sent. */
  whole: boolean;
};

/** The request and its answer as they are kept with an attempt: without secrets, at most 64 KiB a body. */
export function exchangeOf(request: HttpRequest, { answer, head, text, whole }: Call, durationMs: number): Exchange {
  const secrets = request.redact ?? [];
  const requestHeaders = lowerCased(request.headers);
  const sent = typeof request.body === "string" ? request.body : new TextDecoder().decode(request.body);
  const received = text === null ? null : redactBody(text, head?.headers["content-type"], secrets);
  return {
    method: request.method,
    url: redactUrl(request.url, secrets),
    requestHeaders: redactHeaders(requestHeaders, secrets),
    requestBody: sent ? cut(redactBody(sent, requestHeaders["content-type"], secrets)) : null,
    status: head?.status ?? null,
    responseHeaders: redactHeaders(head?.headers ?? {}, secrets),
    responseBody: received === null ? null : cut(whole ? received : withoutTail(received, longestForm(secrets))),
    failure: answer.ok ? null : answer.code,
    durationMs,
  };
}

export function lowerCased(headers: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** An answer that was not read to its end may stop in the middle of a secret, which no search would find. */
function withoutTail(text: string, length: number): string {
  return text.slice(0, Math.max(0, text.length - length));
}

function cut(text: string): string {
  return new TextDecoder().decode(Buffer.from(text).subarray(0, MAX_KEPT_BYTES));
}
