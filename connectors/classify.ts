import type { HttpAnswer, HttpFailure, Refusal } from "#connectors/connector.ts";
import { redactText } from "#connectors/redact.ts";
import { retryAfter } from "#connectors/retry-after.ts";

export type Circumstances = {
  /** Of this delivery, counted from 1. */
  attempt: number;
  now: Date;
  /** Whether the request could have made a record: only then is an answer that got lost `unknown`. */
  writes: boolean;
  /** Must not come back in a message, even if the other side repeats it. */
  secrets: string[];
};

/** From this attempt on, what looked like a passing trouble is taken for a wrong configuration. */
export const PATIENCE_ATTEMPTS = 3;

/**
 * What an answer means before a connector's own codes are looked at, or null for a 2xx: what that is worth, only the
 * connector knows. `message` is the other side's own text.
 */
export function classify(answer: HttpAnswer, circumstances: Circumstances): Refusal | null {
  if (!answer.ok) return classifyFailure(answer, circumstances);
  if (answer.status >= 200 && answer.status <= 299) return null;
  const rule = BY_STATUS.find(({ from, to }) => answer.status >= from && answer.status <= (to ?? from)) ?? UNEXPECTED;
  return refusalOf(rule, rule.code, saidBy(answer, circumstances), answer, circumstances);
}

/** A 2xx that is no answer of the promised kind: a captive portal or a sign-in page stands in between. */
export function notPromised(
  code: "not_json" | "login_page",
  answer: HttpAnswer,
  circumstances: Circumstances,
): Refusal {
  const message = answer.ok ? `HTTP ${answer.status} ${answer.headers["content-type"] ?? ""}`.trim() : answer.message;
  return circumstances.attempt < PATIENCE_ATTEMPTS
    ? { kind: "retry", code, message }
    : { kind: "pause", code, message, cause: "config" };
}

export type Rule =
  | { kind: "retry"; throttle?: boolean; unknown?: boolean }
  | { kind: "reject" }
  | { kind: "pause"; cause: Extract<Refusal, { kind: "pause" }>["cause"] };

/** The outcome a rule of some table stands for, with the wait the answer asks for. */
export function refusalOf(
  rule: Rule,
  code: string,
  message: string,
  answer: HttpAnswer,
  { now, writes }: Circumstances,
): Refusal {
  if (rule.kind === "pause") return { kind: "pause", code, message, cause: rule.cause };
  if (rule.kind === "reject") return { kind: "reject", code, message };
  const retryAt = answer.ok ? retryAfter(answer.headers["retry-after"], now) : undefined;
  return {
    kind: "retry",
    code,
    message,
    ...(retryAt && { retryAt }),
    ...(rule.throttle && { throttle: true }),
    ...(rule.unknown && writes && { unknown: true }),
  };
}

/** What the other side said, for people: without secrets, and only its beginning. */
export function quoted(text: string, { secrets }: Circumstances): string {
  return redactText(text.trim(), secrets).slice(0, MAX_MESSAGE_LENGTH);
}

const MAX_MESSAGE_LENGTH = 1000;

/** Status and text of an answer in no known form; of a web page only the status. */
function saidBy(answer: Extract<HttpAnswer, { ok: true }>, circumstances: Circumstances): string {
  const words = answer.text.trimStart().startsWith("<") ? "" : quoted(answer.text, circumstances);
  return `HTTP ${answer.status} ${words}`.trim();
}

/** Ordered: the first row that holds the status counts. 5xx is `unknown` where the work may have been done. */
const BY_STATUS: (Rule & { from: number; to?: number; code: string })[] = [
  { from: 300, to: 399, code: "redirect", kind: "pause", cause: "config" },
  { from: 400, code: "bad_request", kind: "reject" },
  { from: 401, code: "unauthorized", kind: "pause", cause: "auth" },
  { from: 402, code: "payment_required", kind: "pause", cause: "quota" },
  { from: 403, code: "forbidden", kind: "pause", cause: "permission" },
  { from: 404, code: "not_found", kind: "pause", cause: "config" },
  { from: 405, code: "method_not_allowed", kind: "pause", cause: "config" },
  { from: 408, code: "request_timeout", kind: "retry" },
  { from: 409, code: "conflict", kind: "reject" },
  { from: 410, code: "gone", kind: "pause", cause: "config" },
  { from: 413, code: "too_large", kind: "reject" },
  { from: 422, code: "unprocessable", kind: "reject" },
  { from: 425, code: "too_early", kind: "retry" },
  { from: 429, code: "rate_limited", kind: "retry", throttle: true },
  { from: 400, to: 499, code: "client_error", kind: "reject" },
  { from: 503, code: "unavailable", kind: "retry", throttle: true },
  { from: 500, to: 599, code: "server_error", kind: "retry", unknown: true },
];

/** Statuses no server should send: worth another try, never taken for a delivery. */
const UNEXPECTED: (typeof BY_STATUS)[number] = { from: 0, code: "server_error", kind: "retry", unknown: true };

const BY_FAILURE: Record<HttpFailure, Rule> = {
  dns: { kind: "retry" },
  refused: { kind: "retry" },
  tls: { kind: "retry" },
  timeout: { kind: "retry" },
  reset: { kind: "retry" },
  private_address: { kind: "pause", cause: "config" },
  port: { kind: "pause", cause: "config" },
  not_https: { kind: "pause", cause: "config" },
  invalid_url: { kind: "pause", cause: "config" },
};

function classifyFailure(answer: Extract<HttpAnswer, { ok: false }>, circumstances: Circumstances): Refusal {
  const { code, message, sent } = answer;
  // A certificate that is wrong three times in a row is no hiccup.
  if (code === "tls" && circumstances.attempt >= PATIENCE_ATTEMPTS) {
    return { kind: "pause", code, message, cause: "config" };
  }
  const rule = BY_FAILURE[code];
  return refusalOf(rule.kind === "retry" ? { ...rule, unknown: sent } : rule, code, message, answer, circumstances);
}
