import type { Circumstances } from "#connectors/classify.ts";
import type { Refusal, TestCheck, TestResult } from "#connectors/connector.ts";
import type { SalesforceContext } from "#connectors/salesforce-api.ts";
import { describeLead } from "#connectors/salesforce-fields.ts";

/** Signs in, reads what leads are like and looks there for the right to create them and for the field of our id. */
export async function testSalesforce(context: SalesforceContext, circumstances: Circumstances): Promise<TestResult> {
  const account = new URL(context.settings.url).host;
  const described = await describeLead(context, circumstances);
  if (!described.ok && described.failedAt === "token") {
    return { account, checks: [failed("token", described.refusal, tokenFix(described.refusal))] };
  }
  const token: TestCheck = { name: "token", ok: true };
  if (!described.ok)
    return { account, checks: [token, failed("leads", described.refusal, leadsFix(described.refusal))] };

  const { createable, fields } = described.lead;
  const idField = fields.find(({ name }) => name === context.settings.externalIdField);
  return {
    account,
    checks: [
      token,
      { name: "leads", ok: true },
      createable ? { name: "permission", ok: true } : { name: "permission", ok: false, fix: "may_not_create" },
      // Leads arrive without it as well, so that this is advice.
      idField?.externalId ? { name: "identity", ok: true } : { name: "look_up", ok: true, fix: "no_id_field" },
    ],
  };
}

function failed(name: string, { message }: Refusal, fix: string): TestCheck {
  return { name, ok: false, message, fix };
}

const TOKEN_FIXES = new Map([
  ["invalid_client_id", "key_wrong"],
  ["invalid_client", "secret_wrong"],
  ["no_run_as_user", "no_run_as_user"],
  ["not_my_domain", "not_my_domain"],
  ["unsupported_grant_type", "flow_disabled"],
  ["dns", "not_my_domain"],
  ["not_found", "not_my_domain"],
  ["redirect", "not_my_domain"],
  ["not_json", "not_my_domain"],
  ["private_address", "private"],
  ["not_https", "private"],
]);

function tokenFix({ kind, code }: Refusal): string {
  return TOKEN_FIXES.get(code) ?? (kind === "retry" ? "salesforce_away" : "sign_in_refused");
}

const LEADS_FIXES = new Map([
  ["INVALID_SESSION_ID", "no_api_scope"],
  ["API_DISABLED_FOR_ORG", "api_disabled"],
  ["API_CURRENTLY_DISABLED", "api_disabled"],
]);

function leadsFix(refusal: Refusal): string {
  return LEADS_FIXES.get(refusal.code) ?? (refusal.kind === "retry" ? "salesforce_away" : "no_leads");
}
