import { z } from "zod";
import type { Circumstances } from "#connectors/classify.ts";
import type { Refusal, TestCheck, TestResult } from "#connectors/connector.ts";
import { callHubspot, contactsPath, type HubspotContext, readAccount } from "#connectors/hubspot-api.ts";
import { hubspotRefusal } from "#connectors/hubspot-errors.ts";
import { type HubspotProperty, listProperties } from "#connectors/hubspot-fields.ts";

/** The property docs/connectors.md tells admins to make when they want leads without an e-mail address recognised. */
const USUAL_IDENTITY = "marketplace_lead_id";

/** Asks whose key it is, reads the properties and one contact's id, and the key's own scopes; stops at what fails. */
export async function testHubspot(context: HubspotContext, circumstances: Circumstances): Promise<TestResult> {
  const { answer, account } = await readAccount(context);
  if (!account) {
    const refusal = hubspotRefusal(answer, circumstances);
    return { checks: [failed("token", refusal, accessFix(refusal))] };
  }
  const about = `${account.uiDomain} ${account.portalId}`;
  const checks: TestCheck[] = [{ name: "token", ok: true }];

  const listed = await listProperties(context, circumstances);
  if (!listed.ok) {
    return {
      account: about,
      checks: [...checks, failed("properties", listed.refusal, scopeFix(listed.refusal, "scope_properties"))],
    };
  }
  checks.push({ name: "properties", ok: true });

  const contacts = await callHubspot(context, {
    method: "GET",
    path: `${contactsPath(context.settings)}?limit=1&properties=hs_object_id`,
  });
  if (!contacts.ok || contacts.status !== 200) {
    const refusal = hubspotRefusal(contacts, circumstances);
    return { account: about, checks: [...checks, failed("contacts", refusal, scopeFix(refusal, "scope_read"))] };
  }
  checks.push({ name: "contacts", ok: true }, ...(await permission(context)), ...identity(context, listed.properties));
  return { account: about, checks };
}

/**
 * The scopes of the key, as HubSpot tells them to whoever holds it (documented for private apps). Where it does not,
 * nothing is claimed: the only other way to find out is to write.
 */
async function permission(context: HubspotContext): Promise<TestCheck[]> {
  const answer = await callHubspot(context, {
    method: "POST",
    path: "/oauth/v2/private-apps/get/access-token-info",
    body: { tokenKey: context.credentials.serviceKey },
  });
  const told = z
    .object({ scopes: z.array(z.string()) })
    .safeParse(answer.ok && answer.status === 200 ? answer.json : null);
  if (!told.success) return [];
  const needed = "crm.objects.contacts.write";
  return [
    told.data.scopes.includes(needed)
      ? { name: "permission", ok: true }
      : { name: "permission", ok: false, message: needed, fix: "scope_write" },
  ];
}

function identity({ settings }: HubspotContext, properties: HubspotProperty[]): TestCheck[] {
  const name = settings.identityProperty || USUAL_IDENTITY;
  const property = properties.find((candidate) => candidate.name === name);
  if (!settings.identityProperty) {
    return property?.hasUniqueValue ? [{ name: "identity", ok: true, fix: "identity_offered" }] : [];
  }
  if (!property) return [{ name: "identity", ok: false, message: name, fix: "identity_unknown" }];
  return [
    property.hasUniqueValue
      ? { name: "identity", ok: true }
      : { name: "identity", ok: false, message: name, fix: "identity_not_unique" },
  ];
}

function failed(name: string, { message }: Refusal, fix: string): TestCheck {
  return { name, ok: false, message, fix };
}

function scopeFix(refusal: Refusal, fix: string): string {
  return refusal.kind === "pause" && refusal.cause === "permission" ? fix : accessFix(refusal);
}

function accessFix(refusal: Refusal): string {
  if (refusal.code === "private_address" || refusal.code === "not_https") return "private";
  if (refusal.kind === "retry" && refusal.code !== "not_json" && refusal.code !== "dns") return "hubspot_away";
  if (refusal.kind === "pause" && refusal.cause === "auth") return "key_wrong";
  return refusal.kind === "pause" && refusal.cause === "permission" ? "key_refused" : "not_hubspot";
}
