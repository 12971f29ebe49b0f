import { z } from "zod";
import { callWithToken, type Reply } from "#connectors/call-with-token.ts";
import type { Circumstances } from "#connectors/classify.ts";
import type { Context, HttpAnswer, HttpRequest } from "#connectors/connector.ts";
import { mintZohoToken } from "#connectors/zoho-token.ts";

export type ZohoSettings = { url: string; accountsUrl: string; clientId: string };
export type ZohoCredentials = { clientSecret: string; refreshToken: string };

type Call = Pick<HttpRequest, "method" | "body" | "maxAnswerBytes"> & { path: string };

/**
 * One call of Zoho CRM's API v8. A token that is refused is thrown away and the call made once more with a new one;
 * `ok: false` means that no token could be had.
 */
export async function callZoho<S extends ZohoSettings, C extends ZohoCredentials>(
  context: Context<S, C>,
  { path, ...call }: Call,
  circumstances: Circumstances,
): Promise<Reply> {
  const { http, settings, credentials, tokens } = context;
  const { clientId, accountsUrl, url } = settings;
  const { clientSecret, refreshToken } = credentials;
  const client = {
    clientSecret,
    refreshToken,
    clientId,
    accountsUrl: accountsUrl || accountsUrlOf(url),
    organisation: /\/org(\d+)$/.exec(url)?.[1] ?? null,
  };
  return callWithToken(tokens, circumstances, {
    belongsTo: ["zoho", url, accountsUrl, clientId, clientSecret, refreshToken],
    mint: () => mintZohoToken(http, client, circumstances),
    isRefused: isTokenRefused,
    send: ({ token, apiUrl }) =>
      http({
        ...call,
        url: `${apiUrl}/crm/v8/${path}`,
        headers: {
          accept: "application/json",
          "content-type": "application/json",
          authorization: `Zoho-oauthtoken ${token}`,
        },
        redact: circumstances.secrets,
      }),
  });
}

/** A missing scope is answered with 401 too, but no new token has more scopes, and Zoho gives out few of them. */
function isTokenRefused(answer: HttpAnswer): boolean {
  return answer.ok && answer.status === 401 && zohoError(answer)?.code !== "OAUTH_SCOPE_MISMATCH";
}

/** Every data centre has its own sign-in: crm.zoho.eu has accounts.zoho.eu, crm.zohocloud.ca accounts.zohocloud.ca. */
function accountsUrlOf(url: string): string {
  return new URL(url).origin.replace(/\/\/.*?\b(zoho(cloud)?\.)/, "//accounts.$1");
}

export type ZohoError = {
  code: string;
  message: string;
  /** What the codes blame, by the names of the API. */
  fields: string[];
  /** Of a record in `data`, not of the whole call. */
  isOfRecord: boolean;
};

/** The error an answer carries, whatever its status: of the call at the top, of a record in `data`, or several in one. */
export function zohoError(answer: HttpAnswer): ZohoError | null {
  const json = answer.ok ? answer.json : undefined;
  const record = recordAnswer.safeParse(json);
  const parsed = record.success ? errorSchema.safeParse(record.data.data[0]) : errorSchema.safeParse(json);
  if (!parsed.success) return null;
  const { details } = parsed.data;
  const errors = details.errors ?? [parsed.data];
  const only = errors.length === 1 ? errors[0] : undefined;
  return {
    code: only?.code ?? parsed.data.code,
    message: errors.map(sentenceOf).join("; "),
    fields: errors.flatMap((each) => each.details.api_name ?? []),
    isOfRecord: record.success,
  };
}

/** Zoho's "invalid data" only tells something together with its details. */
function sentenceOf({
  message,
  details: { api_name, maximum_length, expected_data_type, permissions },
}: Fault): string {
  const facts = [
    api_name,
    maximum_length && `maximum_length ${maximum_length}`,
    expected_data_type && `expected_data_type ${expected_data_type}`,
    ...permissions,
  ].filter(Boolean);
  return facts.length > 0 ? `${message} (${facts.join(", ")})` : message;
}

const details = z.object({
  api_name: z.string().optional(),
  maximum_length: z.number().optional(),
  expected_data_type: z.string().optional(),
  permissions: z.array(z.string()).default([]),
});
const fault = z.object({
  code: z.string(),
  message: z.string().default(""),
  details: details.catch({ permissions: [] }),
});
type Fault = z.output<typeof fault>;

const errorSchema = z.object({
  status: z.literal("error"),
  code: z.string(),
  message: z.string().default(""),
  details: details.extend({ errors: z.array(fault).min(1).optional() }).catch({ permissions: [] }),
});
const recordAnswer = z.object({ data: z.array(z.unknown()).min(1) });
