import { callWithToken, type Reply } from "#connectors/call-with-token.ts";
import type { Circumstances } from "#connectors/classify.ts";
import type { Context, HttpRequest } from "#connectors/connector.ts";
import { mintSalesforceToken } from "#connectors/salesforce-token.ts";

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

/**
 * One call of the REST API as the app's user. A token that is refused is thrown away and the call made once more with a
 * new one; `ok: false` means that no token could be had.
 */
export async function callSalesforce(
  context: SalesforceContext,
  { path, headers, body, ...call }: Call,
  circumstances: Circumstances,
): Promise<Reply> {
  const { http, settings, credentials, tokens } = context;
  const { url, clientId } = settings;
  const { clientSecret } = credentials;
  return callWithToken(tokens, circumstances, {
    belongsTo: ["salesforce", url, clientId, clientSecret],
    mint: () => mintSalesforceToken(http, { url, clientId, clientSecret }, circumstances),
    send: ({ token }) =>
      http({
        ...call,
        url: `${url}/services/data/${API_VERSION}/${path}`,
        headers: {
          accept: "application/json",
          authorization: `Bearer ${token}`,
          ...(body !== undefined && { "content-type": "application/json" }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        redact: circumstances.secrets,
      }),
  });
}

/** The page of a record in Lightning Experience. */
export function recordUrl({ url }: SalesforceSettings, id: string, type = "Lead"): string {
  return `${url}/lightning/r/${type}/${id}/view`;
}
