import { z } from "zod";
import { type AzureAccount, azureSecrets } from "#connectors/azure-account.ts";
import { type Circumstances, classify, notPromised, quoted, type Rule, refusalOf } from "#connectors/classify.ts";
import type { HttpAnswer, Refusal } from "#connectors/connector.ts";

/**
 * What an answer that is no success means: Azure's own code first, then the status. Codes:
 * https://learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes and the pages beside it.
 */
export function azureRefusal(answer: HttpAnswer, { access }: AzureAccount, circumstances: Circumstances): Refusal {
  const base = classify(answer, circumstances) ?? notPromised("not_json", answer, circumstances);
  const error = azureError(answer);
  if (!error) return base;

  const message = quoted(error.message, circumstances);
  if (NOT_AUTHENTIC.has(error.code)) {
    const code = whyNotAuthentic(answer, access, circumstances.now) ?? error.code;
    return { kind: "pause", code, message, cause: code === "azure_clock" ? "config" : "auth" };
  }
  const rule = RULES.get(error.code);
  return rule ? refusalOf(rule, error.code, message, answer, circumstances) : { ...base, code: error.code, message };
}

export function azureCircumstances({ now }: { now(): Date }, account: AzureAccount, attempt = 1): Circumstances {
  return { attempt, now: now(), writes: true, secrets: azureSecrets(account) };
}

/** The code of an error, or null: from the header every service sends, the Table service's JSON or the Blob service's XML. */
export function azureCode(answer: HttpAnswer): string | null {
  return azureError(answer)?.code ?? null;
}

const tableError = z.object({
  "odata.error": z.object({ code: z.string(), message: z.object({ value: z.string() }) }),
});

function azureError(answer: HttpAnswer): { code: string; message: string } | null {
  if (!answer.ok || answer.status < 300) return null;
  const parsed = tableError.safeParse(answer.json);
  const fromJson = parsed.success ? parsed.data["odata.error"] : null;
  const code = answer.headers["x-ms-error-code"] ?? fromJson?.code ?? elementOf(answer.text, "Code");
  if (!code) return null;
  const words = fromJson?.message.value ?? elementOf(answer.text, "Message") ?? `HTTP ${answer.status}`;
  const detail = elementOf(answer.text, "AuthenticationErrorDetail");
  return { code, message: detail ? `${words} ${detail}` : words };
}

/** Of the flat XML in which errors come; no parser, because nothing else is taken from it. */
function elementOf(xml: string, name: string): string | null {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return (
    text?.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&") ?? null
  );
}

/** The second also comes from an account's firewall, and from the emulator for everything. */
const NOT_AUTHENTIC = new Set(["AuthenticationFailed", "AuthorizationFailure"]);

/**
 * Azure refuses a wrong key, a signature that has run out and a clock that is wrong with the same code. It takes clocks that
 * differ by up to 15 minutes, so beyond that it is the clock.
 */
function whyNotAuthentic(answer: HttpAnswer, access: AzureAccount["access"], now: Date): string | null {
  const theirs = answer.ok ? Date.parse(answer.headers.date ?? "") : Number.NaN;
  if (Math.abs(theirs - now.getTime()) > MAX_CLOCK_SKEW_MS) return "azure_clock";
  const expiry = access.kind === "sas" ? Date.parse(new URLSearchParams(access.query).get("se") ?? "") : Number.NaN;
  return expiry <= now.getTime() ? "azure_sas_expired" : null;
}

const MAX_CLOCK_SKEW_MS = 15 * 60 * 1000;

const PERMISSION: Rule = { kind: "pause", cause: "permission" };
const CONFIG: Rule = { kind: "pause", cause: "config" };

const RULES = new Map<string, Rule>([
  ["InvalidAuthenticationInfo", { kind: "pause", cause: "auth" }],
  ["NoAuthenticationInformation", { kind: "pause", cause: "auth" }],
  ["KeyBasedAuthenticationNotPermitted", { kind: "pause", cause: "auth" }],
  ["AuthorizationPermissionMismatch", PERMISSION],
  ["AuthorizationResourceTypeMismatch", PERMISSION],
  ["AuthorizationServiceMismatch", PERMISSION],
  ["AuthorizationSourceIPMismatch", PERMISSION],
  ["AuthorizationProtocolMismatch", PERMISSION],
  ["InsufficientAccountPermissions", PERMISSION],
  ["AccountIsDisabled", CONFIG],
  ["TableNotFound", CONFIG],
  ["ResourceNotFound", CONFIG],
  ["ContainerNotFound", CONFIG],
  ["InvalidResourceName", CONFIG],
  ["TableBeingDeleted", { kind: "retry" }],
  ["ContainerBeingDeleted", { kind: "retry" }],
  ["OperationTimedOut", { kind: "retry", unknown: true }],
  ["InternalError", { kind: "retry", unknown: true }],
  ["ServerBusy", { kind: "retry", throttle: true }],
  ["PropertyValueTooLarge", { kind: "reject" }],
  ["EntityTooLarge", { kind: "reject" }],
  ["TooManyProperties", { kind: "reject" }],
  ["PropertyNameInvalid", { kind: "reject" }],
  ["PropertyNameTooLong", { kind: "reject" }],
  ["RequestBodyTooLarge", { kind: "reject" }],
]);
