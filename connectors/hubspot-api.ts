import { z } from "zod";
import type { Context, HttpAnswer, HttpRequest } from "#connectors/connector.ts";

export type HubspotSettings = { apiUrl: string; apiVersion: string; identityProperty: string };
export type HubspotCredentials = { serviceKey: string };
export type HubspotContext = Context<HubspotSettings, HubspotCredentials>;

type Call = Pick<HttpRequest, "method" | "maxAnswerBytes"> & { path: string; body?: unknown };

/** One call with the service key, which needs no token (https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/account-service-keys). */
export function callHubspot(context: HubspotContext, { path, body, ...call }: Call): Promise<HttpAnswer> {
  const { serviceKey } = context.credentials;
  return context.http({
    ...call,
    url: context.settings.apiUrl + path,
    headers: {
      accept: "application/json",
      authorization: `Bearer ${serviceKey}`,
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    redact: [serviceKey],
  });
}

/** Since 2026 every path carries the date of its version; v1 to v3 end in September 2027. */
export function contactsPath({ apiVersion }: HubspotSettings): string {
  return `/crm/objects/${apiVersion}/contacts`;
}

export type HubspotAccount = z.output<typeof accountSchema>;

/** Which account the key belongs to. `uiDomain` is where its people work: app.hubspot.com, app-eu1.hubspot.com. */
export async function readAccount(
  context: HubspotContext,
): Promise<{ answer: HttpAnswer; account: HubspotAccount | null }> {
  const path = `/account-info/${context.settings.apiVersion}/details`;
  const answer = await callHubspot(context, { method: "GET", path });
  const parsed = answer.ok && answer.status === 200 ? accountSchema.safeParse(answer.json) : null;
  return { answer, account: parsed?.success ? parsed.data : null };
}

/** The contact's page; undefined when the account does not tell where its pages are. 0-1 is the type "contact". */
export async function contactUrl(context: HubspotContext, id: string): Promise<string | undefined> {
  const { account } = await readAccount(context);
  return account ? `https://${account.uiDomain}/contacts/${account.portalId}/record/0-1/${id}` : undefined;
}

const accountSchema = z.object({
  portalId: z.number(),
  uiDomain: z.string().regex(/^[a-z0-9.-]+$/),
});
