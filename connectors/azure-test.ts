import type { AzureAccount } from "#connectors/azure-account.ts";
import { azureCode, azureRefusal } from "#connectors/azure-errors.ts";
import type { Circumstances } from "#connectors/classify.ts";
import type { HttpAnswer, Refusal, TestCheck, TestResult } from "#connectors/connector.ts";

type Place = {
  /** Also the name of its check; with `_later` when it is still to be made. */
  name: "table" | "container";
  /** Azure's code when it is not there. */
  missing: string;
  mayCreate: boolean;
  /** Letters of `sp`, one of which a shared access signature needs for a record to be made. */
  permissions: string;
};

/** What an attempt to read the place where leads shall go tells about the connection. */
export function azureTest(
  answer: HttpAnswer,
  azure: AzureAccount,
  circumstances: Circumstances,
  { name, missing, mayCreate, permissions }: Place,
): TestResult {
  const account = new URL(azure.endpoint).host;
  const address: TestCheck = { name: "address", ok: true };
  const signIn: TestCheck = { name: "sign_in", ok: true };
  const code = azureCode(answer);

  const sp = allowed(azure);

  if (sp && ![...permissions].some((letter) => sp.includes(letter))) {
    return { account, checks: [{ name: "permission", ok: false, message: `sp=${sp}`, fix: "permission" }] };
  }
  if (answer.ok && answer.status === 200) return { account, checks: [address, signIn, { name, ok: true }] };
  // A signature that only allows to add may not look, and is good enough.
  if (sp && code === "AuthorizationPermissionMismatch") return { account, checks: [address, signIn] };
  if (code === missing) {
    const place: TestCheck = mayCreate
      ? { name: `${name}_later`, ok: true }
      : { name, ok: false, message: missing, fix: "missing" };
    return { account, checks: [address, signIn, place] };
  }
  const refusal = azureRefusal(answer, azure, circumstances);
  const isReached = answer.ok && code !== null;
  const failed: TestCheck = {
    name: isReached ? "sign_in" : "address",
    ok: false,
    message: refusal.message,
    fix: FIXES.get(refusal.code) ?? (isReached ? otherFix(refusal) : "not_azure"),
  };
  return { account, checks: isReached ? [address, failed] : [failed] };
}

/** The permissions of a shared access signature; a stored access policy keeps them to itself. */
function allowed({ access }: AzureAccount): string | null {
  return access.kind === "sas" ? new URLSearchParams(access.query).get("sp") : null;
}

const FIXES = new Map([
  ["dns", "dns"],
  ["private_address", "private"],
  ["not_https", "https"],
  ["refused", "unreachable"],
  ["timeout", "unreachable"],
  ["reset", "unreachable"],
  ["tls", "unreachable"],
  ["azure_clock", "clock"],
  ["azure_sas_expired", "expired"],
  ["AuthenticationFailed", "key"],
  ["AuthorizationFailure", "forbidden"],
  ["KeyBasedAuthenticationNotPermitted", "key_off"],
]);

function otherFix(refusal: Refusal): string {
  if (refusal.kind === "retry") return "unreachable";
  return refusal.kind === "pause" && refusal.cause === "permission" ? "forbidden" : "key";
}
