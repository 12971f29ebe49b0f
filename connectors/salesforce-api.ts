import type { Circumstances } from "#connectors/classify.ts";
import type { Context, HttpAnswer, HttpRequest, Refusal } from "#connectors/connector.ts";
import { mintSalesforceToken } from "#connectors/salesforce-token.ts";
import { sha256 } from "#lib/crypto.ts";

/** Spring '26. A version is served for three years at least, and does not change once it is out. */
const API_VERSION = "v66.0";

export type SalesforceSettings = {
  url: string;
  clientId: string;
  duplicates: "save" | "existing" | "refuse";
  externalIdField: string;
};
export type SalesforceCredentials = { clientSecret: string };
export type SalesforceContext = Context<SalesforceSettings, SalesforceCredentials>;

type Call = Pick<HttpRequest, "method" | "headers" | "maxAnswerBytes"> & { path: string; body?: unknown };
export type Reply = { ok: true; answer: HttpAnswer } | { ok: false; refusal: Refusal };

/**
 * One call of the REST API as the app's user. A token that is refused is thrown away and the call made once more with a
 * new one; `ok: false` means that no token could be had.
 */
export async function callSalesforce(
  context: SalesforceContext,
  call: Call,
  circumstances: Circumstances,
): Promise<Reply> {
  const first = await callOnce(context, call, circumstances);
  if (!first.ok || !first.answer.ok || first.answer.status !== 401) return first;
  context.tokens.drop(tokenKey(context));
  return callOnce(context, call, circumstances);
}

/** The page of a record in Lightning Experience. */
export function recordUrl({ url }: SalesforceSettings, id: string, type = "Lead"): string {
  return `${url}/lightning/r/${type}/${id}/view`;
}

async function callOnce(
  context: SalesforceContext,
  { path, headers, body, ...call }: Call,
  circumstances: Circumstances,
): Promise<Reply> {
  const { url, clientId } = context.settings;
  const app = { url, clientId, clientSecret: context.credentials.clientSecret };
  const minted = await context.tokens.get(tokenKey(context), () =>
    mintSalesforceToken(context.http, app, circumstances),
  );
  if (!minted.ok) return minted;
  // Whoever reads the answer must not quote the token from it either.
  if (!circumstances.secrets.includes(minted.token)) circumstances.secrets.push(minted.token);

  const answer = await context.http({
    ...call,
    url: `${url}/services/data/${API_VERSION}/${path}`,
    headers: {
      accept: "application/json",
      authorization: `Bearer ${minted.token}`,
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    redact: circumstances.secrets,
  });
  return { ok: true, answer };
}

function tokenKey({ settings: { url, clientId }, credentials: { clientSecret } }: SalesforceContext): string {
  return sha256(JSON.stringify(["salesforce", url, clientId, clientSecret])).toString("hex");
}
