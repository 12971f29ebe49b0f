import { z } from "zod";
import { type Circumstances, classify, notPromised, quoted, refusalOf } from "#connectors/classify.ts";
import type { Http, HttpAnswer, Minted, Refusal } from "#connectors/connector.ts";

export type EntraApp = {
  authorityUrl: string;
  tenantId: string;
  clientId: string;
  clientSecret: string;
  scope: string;
};

/**
 * An access token for an application by its client secret
 * (https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow, first case).
 */
export async function mintEntraToken(http: Http, app: EntraApp, circumstances: Circumstances): Promise<Minted> {
  const answer = await http({
    method: "POST",
    url: `${app.authorityUrl}/${encodeURIComponent(app.tenantId)}/oauth2/v2.0/token`,
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: app.clientId,
      client_secret: app.clientSecret,
      scope: app.scope,
    }).toString(),
    redact: circumstances.secrets,
  });
  const granted = answer.ok && answer.status === 200 ? grantSchema.safeParse(answer.json) : null;
  if (granted?.success) {
    return { ok: true, token: granted.data.access_token, expiresInSeconds: granted.data.expires_in };
  }
  // Whatever came of it, no record was made by asking for a token.
  return { ok: false, refusal: refusalFrom(answer, { ...circumstances, writes: false }) };
}

const grantSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

const errorSchema = z.object({
  error: z.string(),
  error_description: z.string().default(""),
  error_codes: z.array(z.number()).default([]),
});

/**
 * Numbers of https://learn.microsoft.com/entra/identity-platform/reference-error-codes that pass by themselves. All
 * others mean that the sign-in as it is configured is refused.
 */
const PASSING = new Set([50196, 50097, 90033, 90055]);

function refusalFrom(answer: HttpAnswer, circumstances: Circumstances): Refusal {
  const parsed = answer.ok ? errorSchema.safeParse(answer.json) : null;
  if (!answer.ok || !parsed?.success) {
    const base = classify(answer, circumstances) ?? notPromised("not_json", answer, circumstances);
    // No lead is to blame for what a token endpoint says.
    return base.kind === "reject" ? { ...base, kind: "pause", cause: "auth" } : base;
  }

  const { error, error_description, error_codes } = parsed.data;
  const [number] = error_codes;
  const code = number === undefined ? error : `AADSTS${number}`;
  const message = quoted(error_description || error, circumstances);
  const passes = answer.status >= 500 || answer.status === 429 || PASSING.has(number ?? 0);
  return refusalOf(
    passes ? { kind: "retry", throttle: answer.status === 429 } : { kind: "pause", cause: "auth" },
    code,
    message,
    answer,
    circumstances,
  );
}
