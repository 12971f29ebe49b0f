import type { FailureGroup } from "#features/deliveries/group-failures.ts";

/** Where the cause of a failure is put right. */
export type FailureFix = { label: "fixMapping" | "fixConnection" | "fixDestination"; href: string };

/** The field of the mapping it is about, opened with the newest of the leads, or else the page that can help. */
export function failureFix({ destinationId, code, field, newest }: FailureGroup): FailureFix {
  const destination = `/destinations/${destinationId}`;
  if (field === null && CONNECTION_CODES.has(code)) {
    return { label: "fixConnection", href: `${destination}/connection` };
  }
  if (field === null && PASSING_CODES.has(code)) return { label: "fixDestination", href: destination };
  const lead = newest[0] ? `?lead=${newest[0].lead.number}` : "";
  const at = field === null ? "" : `#field-${encodeURIComponent(field)}`;
  return { label: "fixMapping", href: `${destination}/mapping${lead}${at}` };
}

/** Of connectors/classify.ts and http.ts: the address, the sign-in or the permission is wrong, not the lead. */
const CONNECTION_CODES = new Set([
  "dns",
  "tls",
  "private_address",
  "port",
  "not_https",
  "invalid_url",
  "redirect",
  "unauthorized",
  "forbidden",
  "not_found",
  "method_not_allowed",
  "gone",
  "login_page",
  "not_json",
  "settings_invalid",
  "credentials_unreadable",
]);

/** The destination was away or busy for longer than the tries lasted. */
const PASSING_CODES = new Set([
  "refused",
  "timeout",
  "reset",
  "request_timeout",
  "too_early",
  "rate_limited",
  "server_error",
  "unavailable",
  "internal",
  "interrupted",
  "crashed",
  "payment_required",
]);
