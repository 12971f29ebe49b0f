import { z } from "zod";
import { type Circumstances, classify, notPromised, quoted, refusalOf } from "#connectors/classify.ts";
import type { Http, HttpAnswer, Minted, Refusal } from "#connectors/connector.ts";

export type MarketoService = { identityUrl: string; clientId: string; clientSecret: string };

/**
 * An access token for a custom service of LaunchPoint
 * (https://experienceleague.adobe.com/en/docs/marketo-developer/marketo/rest/authentication). Asked before its end,
 * Marketo gives the same token again with what is left of its life. By POST, so that no log on the way holds the secret.
 */
export async function mintMarketoToken(
  http: Http,
  { identityUrl, clientId, clientSecret }: MarketoService,
  circumstances: Circumstances,
): Promise<Minted> {
  const form = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
  const answer = await http({
    method: "POST",
    url: `${identityUrl}/oauth/token`,
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
    body: new URLSearchParams(form).toString(),
    redact: circumstances.secrets,
  });
  const granted = answer.ok && answer.status === 200 ? grantSchema.safeParse(answer.json) : null;
  if (granted?.success) {
    return { ok: true, token: granted.data.access_token, expiresInSeconds: granted.data.expires_in };
  }
  // Whatever came of it, no record was made by asking for a token.
  return { ok: false, refusal: refusalFrom(answer, { ...circumstances, writes: false }) };
}

const grantSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().nonnegative() });

const errorSchema = z.object({ error: z.string(), error_description: z.string().default("") });

function refusalFrom(answer: HttpAnswer, circumstances: Circumstances): Refusal {
  const parsed = answer.ok ? errorSchema.safeParse(answer.json) : null;
  if (!answer.ok || answer.status >= 500 || answer.status === 429 || !parsed?.success) {
    const base = classify(answer, circumstances) ?? notPromised("not_json", answer, circumstances);
    // No lead is to blame for what a token endpoint says.
    return base.kind === "reject" ? { ...base, kind: "pause", cause: "auth" } : base;
  }
  const { error, error_description } = parsed.data;
  const message = quoted(error_description || error, circumstances);
  return refusalOf({ kind: "pause", cause: "auth" }, error, message, answer, circumstances);
}
