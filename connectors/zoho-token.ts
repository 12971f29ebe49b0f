import { z } from "zod";
import { type Circumstances, classify, notPromised, quoted } from "#connectors/classify.ts";
import type { Http, HttpAnswer, Minted, Refusal } from "#connectors/connector.ts";

export type ZohoClient = {
  /** Of the data centre: https://accounts.zoho.eu. */
  accountsUrl: string;
  clientId: string;
  clientSecret: string;
  /** Empty for the client's own token. */
  refreshToken: string;
  /** The number in the address of the CRM, /crm/org20071234567; without a refresh token Zoho wants to know. */
  organisation: string | null;
};

/** What Buzón does in Zoho CRM and nothing else; docs/connectors.md lists them for whoever makes the refresh token. */
export const ZOHO_SCOPES = [
  "ZohoCRM.modules.leads.ALL",
  "ZohoCRM.settings.fields.READ",
  "ZohoCRM.settings.layouts.READ",
  "ZohoCRM.settings.modules.READ",
  "ZohoCRM.coql.READ",
];

/**
 * An access token by refresh token (https://www.zoho.com/crm/developer/docs/api/v8/refresh.html), or without one by the
 * client credentials of a self client
 * (https://www.zoho.com/accounts/protocol/oauth/self-client/client-credentials-flow.html). It comes with the address
 * it is good at.
 */
export async function mintZohoToken(http: Http, client: ZohoClient, circumstances: Circumstances): Promise<Minted> {
  const { accountsUrl, clientId, clientSecret } = client;
  const answer = await http({
    method: "POST",
    url: `${accountsUrl}/oauth/v2/token`,
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
    body: new URLSearchParams({ ...grantOf(client), client_id: clientId, client_secret: clientSecret }).toString(),
    redact: circumstances.secrets,
  });
  const granted = answer.ok && answer.status === 200 ? grantSchema.safeParse(answer.json) : null;
  if (granted?.success) {
    const { access_token, api_domain, expires_in } = granted.data;
    return { ok: true, token: access_token, apiUrl: new URL(api_domain).origin, expiresInSeconds: expires_in };
  }
  // Whatever came of it, no record was made by asking for a token.
  return { ok: false, refusal: refusalFrom(answer, { ...circumstances, writes: false }) };
}

function grantOf({ refreshToken, organisation }: ZohoClient): Record<string, string> {
  if (refreshToken) return { grant_type: "refresh_token", refresh_token: refreshToken };
  return {
    grant_type: "client_credentials",
    scope: ZOHO_SCOPES.join(","),
    ...(organisation && { soid: `ZohoCRM.${organisation}` }),
  };
}

const grantSchema = z.object({
  access_token: z.string().min(1),
  api_domain: z.url(),
  expires_in: z.coerce.number().positive(),
});

/** Often with status 200. */
const errorSchema = z.object({ error: z.string(), error_description: z.string().default("") });

/** Ten tokens in ten minutes (https://www.zoho.com/crm/developer/docs/api/v8/token-validity.html). */
const TOKEN_LIMIT_MS = 10 * 60 * 1000;

function refusalFrom(answer: HttpAnswer, circumstances: Circumstances): Refusal {
  const parsed = answer.ok ? errorSchema.safeParse(answer.json) : null;
  if (!answer.ok || answer.status >= 500 || !parsed?.success) {
    const base = classify(answer, circumstances) ?? notPromised("not_json", answer, circumstances);
    // No lead is to blame for what a token endpoint says.
    return base.kind === "reject" ? { ...base, kind: "pause", cause: "auth" } : base;
  }
  const { error, error_description } = parsed.data;
  const message = quoted(error_description || error, circumstances);
  if (error === "Access Denied") {
    const retryAt = new Date(circumstances.now.getTime() + TOKEN_LIMIT_MS);
    return { kind: "retry", code: "token_limit", message, throttle: true, retryAt };
  }
  return { kind: "pause", code: error, message, cause: "auth" };
}
