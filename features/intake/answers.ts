import type { PayloadProblem } from "#features/intake/read-payload.ts";
import { PROBLEM_CONTENT_TYPE, type Problem, problem } from "#lib/problem.ts";

export type IntakeAnswer = { status: number; headers: Record<string, string>; body: string };

export const COMMON_HEADERS = { "cache-control": "no-store", "x-content-type-options": "nosniff" };
export const ALLOW_POST = { allow: "POST" };

/** 2xx promises that the request is complete and durable. docs/api.md explains this and every other answer. */
export function accepted(receiptId: string): IntakeAnswer {
  return {
    status: 200,
    headers: { ...COMMON_HEADERS, "content-type": "application/json" },
    body: JSON.stringify({ status: "accepted", receipt: receiptId }),
  };
}

/** For a body that is kept although it could not be read. */
export function unreadable({ code, line, column }: PayloadProblem, receiptId: string): IntakeAnswer {
  const known = UNREADABLE.get(code);
  if (known) return refuse({ ...known, receipt: receiptId });
  const place = line === undefined ? "" : ` at line ${line}, column ${column}`;
  const detail = `The body stops being JSON${place} (${code}). It is kept and can be corrected in Buzón.`;
  return refuse(problem("invalid_json", 400, "Not JSON", detail, { reason: code, line, column, receipt: receiptId }));
}

/** The same, to the byte, for a missing, an unknown and a revoked key. */
export function unknownKey(): IntakeAnswer {
  return refuse(UNKNOWN_KEY, { "www-authenticate": "Key" });
}

export function rateLimited(waitMs: number): IntakeAnswer {
  return refuse(RATE_LIMITED, { "retry-after": String(Math.max(1, Math.ceil(waitMs / 1000))) });
}

export function methodNotAllowed(): IntakeAnswer {
  return refuse(METHOD_NOT_ALLOWED, ALLOW_POST);
}

/** Whether anything is kept is not known; the same request may come again. */
export function unavailable(): IntakeAnswer {
  return refuse(UNAVAILABLE, { "retry-after": String(RETRY_AFTER_SECONDS) });
}

/** For a body that ended early; nothing is kept. */
export function incompleteBody(): IntakeAnswer {
  return refuse(INCOMPLETE_BODY);
}

const RETRY_AFTER_SECONDS = 5;

const UNREADABLE = new Map<string, Problem>([
  ["empty", problem("empty", 400, "Empty body", "The request has no body. A lead is a JSON object.")],
  [
    "compression_unknown",
    problem("compression_unknown", 400, "Unknown compression", "Content-Encoding may be gzip, deflate or br."),
  ],
  [
    "compression_broken",
    problem(
      "compression_broken",
      400,
      "Broken compression",
      "The body cannot be decompressed as Content-Encoding says.",
    ),
  ],
  [
    "not_an_object",
    problem("not_an_object", 422, "Not a lead", "The body is JSON, but a lead is one object: { ... }."),
  ],
  [
    "no_known_field",
    problem("no_known_field", 422, "Not a lead", "The object has none of the fields of a lead, such as UserDetails."),
  ],
  [
    "too_large",
    problem("too_large", 413, "Too large", "A lead may have 256 KiB, also after decompression. The beginning is kept."),
  ],
]);

const UNKNOWN_KEY = problem("unknown_key", 401, "Unknown key", "The address holds no key that opens an endpoint.");
const RATE_LIMITED = problem("rate_limited", 429, "Too many requests", "Send this again after Retry-After seconds.");
const METHOD_NOT_ALLOWED = problem("method_not_allowed", 405, "Only POST", "Leads are sent to this address with POST.");
const UNAVAILABLE = problem("unavailable", 503, "Cannot keep leads now", "Send this again after Retry-After seconds.");
const INCOMPLETE_BODY = problem("incomplete_body", 400, "Incomplete body", "The body ended early. Nothing is kept.");

function refuse(about: Problem, headers: Record<string, string> = {}): IntakeAnswer {
  return {
    status: about.status,
    headers: { ...COMMON_HEADERS, "content-type": PROBLEM_CONTENT_TYPE, ...headers },
    body: JSON.stringify(about),
  };
}
