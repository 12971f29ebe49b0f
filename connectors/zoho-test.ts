import { z } from "zod";
import type { Circumstances } from "#connectors/classify.ts";
import type { Context, Refusal, TestCheck, TestResult } from "#connectors/connector.ts";
import { DescribeError } from "#connectors/describe-error.ts";
import { callZoho, type ZohoCredentials, type ZohoSettings } from "#connectors/zoho-api.ts";
import { zohoRefusal } from "#connectors/zoho-errors.ts";
import { describeLeads, readZohoFields, type ZohoField } from "#connectors/zoho-fields.ts";

type TestSettings = ZohoSettings & { idField: string };

/** Signs in, reads the fields of leads, asks whether leads may be made and whether the field for our id is fit. */
export async function testZoho(
  context: Context<TestSettings, ZohoCredentials>,
  circumstances: Circumstances,
): Promise<TestResult> {
  const account = new URL(context.settings.url).host;
  const module = await callZoho(context, { method: "GET", path: "settings/modules/Leads" }, circumstances);
  if (!module.ok) return { account, checks: [failed("token", module.refusal, tokenFix(module.refusal))] };

  const answer = module.answer.ok && module.answer.status === 200 ? moduleSchema.safeParse(module.answer.json) : null;
  if (!answer?.success) {
    const refusal = zohoRefusal(module.answer, {}, circumstances);
    const [name, fix] = isAboutTheToken(refusal) ? ["token", tokenFix(refusal)] : ["leads", leadsFix(refusal)];
    return { account, checks: [...(name === "leads" ? [passed("token")] : []), failed(name, refusal, fix)] };
  }
  const checks = [passed("token")];

  const refusal = await refusalToDescribe(context, circumstances);
  if (refusal) return { account, checks: [...checks, failed("leads", refusal, leadsFix(refusal))] };
  checks.push(passed("leads"));

  const [leads] = answer.data.modules;
  if (!leads.creatable) {
    return {
      account,
      checks: [...checks, { name: "permission", ok: false, message: "creatable: false", fix: "profile" }],
    };
  }
  checks.push(passed("permission"));

  const { idField } = context.settings;
  if (idField) checks.push(idFieldCheck(idField, await readZohoFields(context, circumstances)));
  return { account, checks };
}

const moduleSchema = z.object({ modules: z.tuple([z.object({ creatable: z.boolean() })]) });

/** Describing needs scopes of its own. */
async function refusalToDescribe(
  context: Context<TestSettings, ZohoCredentials>,
  circumstances: Circumstances,
): Promise<Refusal | null> {
  try {
    await describeLeads(context, circumstances);
    return null;
  } catch (error) {
    if (error instanceof DescribeError) return error.refusal;
    throw error;
  }
}

function idFieldCheck(idField: string, fields: ZohoField[]): TestCheck {
  const field = fields.find(({ api_name }) => api_name === idField);
  if (!field) return { name: "id_field", ok: false, message: idField, fix: "no_such_field" };
  const isUnique = Object.keys(field.unique ?? {}).length > 0 || Boolean(field.external);
  return isUnique ? passed("id_field") : { name: "id_field", ok: false, message: idField, fix: "field_not_unique" };
}

function passed(name: string): TestCheck {
  return { name, ok: true };
}

function failed(name: string, { message }: Refusal, fix: string): TestCheck {
  return { name, ok: false, message, fix };
}

function isAboutTheToken(refusal: Refusal): boolean {
  return refusal.kind === "pause" && refusal.cause === "auth";
}

const TOKEN_FIXES = new Map([
  ["invalid_client", "client_unknown"],
  ["invalid_client_secret", "secret_wrong"],
  ["invalid_code", "refresh_token_wrong"],
  ["missing_org_info", "organisation_missing"],
  ["token_limit", "too_many_tokens"],
  ["dns", "not_zoho"],
  ["private_address", "private"],
  ["not_https", "private"],
]);

function tokenFix({ kind, code }: Refusal): string {
  return TOKEN_FIXES.get(code) ?? (kind === "retry" ? "zoho_away" : "zoho_refused");
}

const LEADS_FIXES = new Map([
  ["OAUTH_SCOPE_MISMATCH", "scopes"],
  ["INVALID_MODULE", "no_leads"],
]);

function leadsFix(refusal: Refusal): string {
  const known = LEADS_FIXES.get(refusal.code);
  if (known) return known;
  if (refusal.kind === "retry") return "zoho_away";
  return refusal.kind === "pause" && refusal.cause === "permission" ? "profile" : "zoho_refused";
}
