import { type Circumstances, classify, notPromised, quoted, type Rule, refusalOf } from "#connectors/classify.ts";
import type { HttpAnswer, Job, Refusal } from "#connectors/connector.ts";
import { type ZohoError, zohoError } from "#connectors/zoho-api.ts";

/**
 * What an answer that is no success means: Zoho's own code first, then the status. Codes: the OpenAPI documents of
 * https://github.com/zoho/crm-oas (v8.0) and https://www.zoho.com/crm/developer/docs/api/v8/status-codes.html.
 */
export function zohoRefusal(answer: HttpAnswer, values: Job["values"], circumstances: Circumstances): Refusal {
  const error = zohoError(answer);
  const base = classify(answer, circumstances) ?? notPromised("not_json", answer, circumstances);
  if (!error) return base;

  const { code } = error;
  const message = quoted(error.message, circumstances);
  const rule = ruleFor(error);
  const refusal = rule ? refusalOf(rule, code, message, answer, circumstances) : { ...base, code, message };
  if (isCreditLimit(error)) {
    return { ...refusal, ...(refusal.kind === "retry" && { retryAt: refusal.retryAt ?? inAnHour(circumstances.now) }) };
  }
  return refusal.kind === "reject" ? { ...refusal, ...blamedFields(error, message, values) } : refusal;
}

/** The lead was made into a contact meanwhile: it has arrived, and nothing of it is to be changed any more. */
export const CONVERTED = new Set(["CONVERTED_RECORD", "ID_ALREADY_CONVERTED"]);

export const ZOHO_RULES = new Map<string, Rule>([
  ["INTERNAL_ERROR", { kind: "retry", unknown: true }],
  ["INTERNAL_SERVER_ERROR", { kind: "retry", unknown: true }],
  ["RECORD_LOCKED", { kind: "retry" }],
  ["TOO_MANY_REQUESTS", { kind: "retry", throttle: true }],
  ["INVALID_TOKEN", { kind: "pause", cause: "auth" }],
  ["INVALID_OAUTHTOKEN", { kind: "pause", cause: "auth" }],
  ["AUTHENTICATION_FAILURE", { kind: "pause", cause: "auth" }],
  ["OAUTH_SCOPE_MISMATCH", { kind: "pause", cause: "permission" }],
  ["NO_PERMISSION", { kind: "pause", cause: "permission" }],
  ["AUTHORIZATION_FAILED", { kind: "pause", cause: "permission" }],
  ["INVALID_MODULE", { kind: "pause", cause: "config" }],
  ["INVALID_URL_PATTERN", { kind: "pause", cause: "config" }],
  ["INVALID_REQUEST_METHOD", { kind: "pause", cause: "config" }],
  ["NOT_SUPPORTED", { kind: "pause", cause: "config" }],
  ["MANDATORY_NOT_FOUND", { kind: "reject" }],
  ["INVALID_DATA", { kind: "reject" }],
  ["PATTERN_NOT_MATCHED", { kind: "reject" }],
  ["DEPENDENT_FIELD_MISSING", { kind: "reject" }],
  ["DEPENDENT_MISMATCH", { kind: "reject" }],
  ["DUPLICATE_DATA", { kind: "reject" }],
  ["MULTIPLE_OR_MULTI_ERRORS", { kind: "reject" }],
  ["NOT_ALLOWED", { kind: "reject" }],
  ["NOT_APPROVED", { kind: "reject" }],
  ["NOT_REVIEWED", { kind: "reject" }],
  ["RECORD_IN_BLUEPRINT", { kind: "reject" }],
]);

/** Credits are counted over the last 24 hours and come back bit by bit; nobody has to do anything. */
const CREDIT_LIMITS = new Set(["LIMIT_EXCEEDED", "LIMIT_REACHED"]);

function isCreditLimit({ code, isOfRecord }: ZohoError): boolean {
  return CREDIT_LIMITS.has(code) && !isOfRecord;
}

function ruleFor(error: ZohoError): Rule | undefined {
  return isCreditLimit(error) ? { kind: "retry", throttle: true } : ZOHO_RULES.get(error.code);
}

function inAnHour(now: Date): Date {
  return new Date(now.getTime() + 60 * 60 * 1000);
}

function blamedFields(
  { fields }: ZohoError,
  message: string,
  values: Job["values"],
): Pick<Extract<Refusal, { kind: "reject" }>, "fields"> {
  // One that is missing is to blame too, so a name need not be among the values; "id" and "data" are no fields.
  const named = fields.filter((name) => Object.hasOwn(values, name) || /^[A-Z]/.test(name));
  return named.length > 0 ? { fields: named.map((field) => ({ field, message })) } : {};
}
