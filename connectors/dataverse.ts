import { z } from "zod";
import type { Circumstances } from "#connectors/classify.ts";
import type { Context, HttpAnswer, HttpRequest, Refusal } from "#connectors/connector.ts";
import { mintEntraToken } from "#connectors/entra.ts";
import { sha256 } from "#lib/crypto.ts";

export type DataverseSettings = { url: string; tenantId: string; clientId: string; authorityUrl: string };
export type DataverseCredentials = { clientSecret: string };

type Call = Pick<HttpRequest, "method" | "headers" | "body" | "maxAnswerBytes"> & { path: string };
type Reply = { ok: true; answer: HttpAnswer } | { ok: false; refusal: Refusal };

/**
 * One call of the Dataverse Web API as the application user. A token that is refused is thrown away and the call made
 * once more with a new one; `ok: false` means that no token could be had.
 */
export async function callDataverse<S extends DataverseSettings, C extends DataverseCredentials>(
  context: Context<S, C>,
  call: Call,
  circumstances: Circumstances,
): Promise<Reply> {
  const first = await callOnce(context, call, circumstances);
  if (!first.ok || !first.answer.ok || first.answer.status !== 401) return first;
  context.tokens.drop(tokenKey(context));
  return callOnce(context, call, circumstances);
}

async function callOnce<S extends DataverseSettings, C extends DataverseCredentials>(
  context: Context<S, C>,
  { path, headers, ...call }: Call,
  circumstances: Circumstances,
): Promise<Reply> {
  const { url, authorityUrl, tenantId, clientId } = context.settings;
  const { clientSecret } = context.credentials;
  const app = { authorityUrl, tenantId, clientId, clientSecret, scope: `${url}/.default` };
  const minted = await context.tokens.get(tokenKey(context), () => mintEntraToken(context.http, app, circumstances));
  if (!minted.ok) return minted;
  // Whoever reads the answer must not quote the token from it either.
  if (!circumstances.secrets.includes(minted.token)) circumstances.secrets.push(minted.token);

  const answer = await context.http({
    ...call,
    url: `${url}/api/data/v9.2/${path}`,
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      "odata-version": "4.0",
      "odata-maxversion": "4.0",
      authorization: `Bearer ${minted.token}`,
      ...headers,
    },
    redact: circumstances.secrets,
  });
  return { ok: true, answer };
}

function tokenKey<S extends DataverseSettings, C extends DataverseCredentials>({
  settings: { url, authorityUrl, tenantId, clientId },
  credentials: { clientSecret },
}: Context<S, C>): string {
  return sha256(JSON.stringify(["dataverse", url, authorityUrl, tenantId, clientId, clientSecret])).toString("hex");
}

const errorSchema = z.object({ error: z.object({ code: z.string().default(""), message: z.string().default("") }) });

/** The error a Dataverse answer carries, whatever its status; `message` ends with the id Microsoft's support asks for. */
export function dataverseError(answer: HttpAnswer): { code: string; message: string } | null {
  const parsed = answer.ok ? errorSchema.safeParse(answer.json) : null;
  if (!answer.ok || !parsed?.success) return null;
  const { code, message } = parsed.data.error;
  const requestId = answer.headers["x-ms-service-request-id"];
  return { code, message: requestId ? `${message} (request ${requestId})` : message };
}
