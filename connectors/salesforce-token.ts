import { z } from "zod";
import { type Circumstances, classify, notPromised, quoted, refusalOf } from "#connectors/classify.ts";
import type { Http, HttpAnswer, Minted, Refusal } from "#connectors/connector.ts";

export type SalesforceApp = { url: string; clientId: string; clientSecret: string };

/**
 * The answer does not tell how long a token lives: as long as the session timeout of the user it runs as, which is
 * between 15 minutes and 24 hours, two hours unless somebody changed it. One that has died is replaced on the way.
 */
const LIFE_SECONDS = 30 * 60;

/**
 * An access token by the client credentials flow, which only the organisation's own domain offers
 * (https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_client_credentials_flow.htm).
 */
export async function mintSalesforceToken(
  http: Http,
  app: SalesforceApp,
  circumstances: Circumstances,
): Promise<Minted> {
  const answer = await http({
    method: "POST",
    url: `${app.url}/services/oauth2/token`,
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: app.clientId,
      client_secret: app.clientSecret,
    }).toString(),
    redact: circumstances.secrets,
  });
  const granted = answer.ok && answer.status === 200 ? grantSchema.safeParse(answer.json) : null;
  if (granted?.success) return { ok: true, token: granted.data.access_token, expiresInSeconds: LIFE_SECONDS };
  // Whatever came of it, no record was made by asking for a token.
  return { ok: false, refusal: refusalFrom(answer, { ...circumstances, writes: false }) };
}

const grantSchema = z.object({ access_token: z.string().min(1) });

const errorSchema = z.object({ error: z.string(), error_description: z.string().default("") });

/** Salesforce puts several mistakes under `invalid_grant` and tells them apart only in words. */
const CODES_BY_DESCRIPTION = new Map([
  ["no client credentials user enabled", "no_run_as_user"],
  ["request not supported on this domain", "not_my_domain"],
]);

/** Of https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flow_errors.htm: pass by themselves. */
const PASSING = new Set(["unknown_error", "server_error", "temporarily_unavailable", "rate_limit_exceeded"]);

function refusalFrom(answer: HttpAnswer, circumstances: Circumstances): Refusal {
  const parsed = answer.ok ? errorSchema.safeParse(answer.json) : null;
  if (!answer.ok || !parsed?.success) {
    const base = classify(answer, circumstances) ?? notPromised("not_json", answer, circumstances);
    // No lead is to blame for what a token endpoint says.
    return base.kind === "reject" ? { ...base, kind: "pause", cause: "auth" } : base;
  }
  const { error, error_description } = parsed.data;
  const passes = answer.status >= 500 || answer.status === 429 || PASSING.has(error);
  return refusalOf(
    passes ? { kind: "retry", throttle: answer.status === 429 } : { kind: "pause", cause: "auth" },
    CODES_BY_DESCRIPTION.get(error_description.toLowerCase()) ?? error,
    quoted(error_description || error, circumstances),
    answer,
    circumstances,
  );
}
