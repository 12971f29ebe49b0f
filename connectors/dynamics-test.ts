import { z } from "zod";
import type { Circumstances } from "#connectors/classify.ts";
import type { Context, HttpAnswer, Refusal, TestCheck, TestResult } from "#connectors/connector.ts";
import { callDataverse, type DataverseCredentials, type DataverseSettings } from "#connectors/dataverse.ts";
import { dynamicsRefusal } from "#connectors/dynamics-errors.ts";

/** Signs in, asks who we are, looks for the lead table and for the right to create leads; stops at what fails. */
export async function testDynamics(
  context: Context<DataverseSettings, DataverseCredentials>,
  circumstances: Circumstances,
): Promise<TestResult> {
  const account = new URL(context.settings.url).host;
  const get = (path: string) => callDataverse(context, { method: "GET", path }, circumstances);

  const me = await get("WhoAmI");
  if (!me.ok) return { account, checks: [failed("token", me.refusal, tokenFix(me.refusal))] };
  const token: TestCheck = { name: "token", ok: true };
  const who = read(me.answer, z.object({ UserId: z.string() }));
  if (!who) {
    const refusal = dynamicsRefusal(me.answer, {}, circumstances);
    return { account, checks: [token, failed("environment", refusal, environmentFix(refusal))] };
  }
  const environment: TestCheck = { name: "environment", ok: true };

  const definition = await get("EntityDefinitions(LogicalName='lead')?$select=EntitySetName");
  if (!definition.ok) return { account, checks: [failed("token", definition.refusal, tokenFix(definition.refusal))] };
  if (!read(definition.answer, z.object({ EntitySetName: z.literal("leads") }))) {
    const refusal = dynamicsRefusal(definition.answer, {}, circumstances);
    const fix = definition.answer.ok && definition.answer.status === 404 ? "no_lead_table" : "role";
    return { account, checks: [token, environment, failed("table", refusal, fix)] };
  }
  const table: TestCheck = { name: "table", ok: true };

  const privileges = await get(
    `systemusers(${who.UserId})/Microsoft.Dynamics.CRM.RetrieveUserPrivilegeByPrivilegeName(PrivilegeName='prvCreateLead')`,
  );
  const granted = privileges.ok ? read(privileges.answer, z.object({ RolePrivileges: z.array(z.unknown()) })) : null;
  // An organisation that does not tell may still let us create: then nothing is claimed.
  if (!granted) return { account, checks: [token, environment, table] };
  const permission: TestCheck =
    granted.RolePrivileges.length > 0
      ? { name: "permission", ok: true }
      : { name: "permission", ok: false, message: "prvCreateLead", fix: "role" };
  return { account, checks: [token, environment, table, permission] };
}

function read<T>(answer: HttpAnswer, schema: z.ZodType<T>): T | null {
  const parsed = answer.ok && answer.status === 200 ? schema.safeParse(answer.json) : null;
  return parsed?.success ? parsed.data : null;
}

function failed(name: string, { message }: Refusal, fix: string): TestCheck {
  return { name, ok: false, message, fix };
}

const TOKEN_FIXES = new Map([
  ["AADSTS7000215", "secret_wrong"],
  ["AADSTS7000222", "secret_expired"],
  ["AADSTS700016", "application_unknown"],
  ["AADSTS90002", "tenant_unknown"],
  ["AADSTS900023", "tenant_unknown"],
  ["AADSTS500011", "organisation_unknown"],
]);

function tokenFix({ kind, code }: Refusal): string {
  return TOKEN_FIXES.get(code) ?? (kind === "retry" ? "entra_away" : "entra_refused");
}

const ENVIRONMENT_FIXES = new Map([
  ["dns", "organisation_unknown"],
  // The token is good, but for a tenant this organisation does not belong to.
  ["unauthorized", "organisation_unknown"],
  ["0x80072560", "application_user"],
  ["private_address", "private"],
  ["not_https", "private"],
]);

function environmentFix(refusal: Refusal): string {
  const known = ENVIRONMENT_FIXES.get(refusal.code);
  if (known) return known;
  if (refusal.kind === "retry" && refusal.code !== "not_json") return "organisation_away";
  return refusal.kind === "pause" && refusal.cause === "permission" ? "role" : "not_dynamics";
}
