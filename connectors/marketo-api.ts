import { z } from "zod";
import { callWithToken, type Reply } from "#connectors/call-with-token.ts";
import type { Circumstances } from "#connectors/classify.ts";
import type { Context, HttpAnswer, HttpRequest } from "#connectors/connector.ts";
import { mintMarketoToken } from "#connectors/marketo-token.ts";

export type MarketoSettings = { url: string; identityUrl: string; clientId: string };
export type MarketoCredentials = { clientSecret: string };

type Call = Pick<HttpRequest, "method" | "body" | "maxAnswerBytes"> & { path: string };

/**
 * One call of Marketo's REST API. A token that is refused is thrown away and the call made once more with a new one;
 * `ok: false` means that no token could be had.
 */
export async function callMarketo<S extends MarketoSettings, C extends MarketoCredentials>(
  context: Context<S, C>,
  { path, ...call }: Call,
  circumstances: Circumstances,
): Promise<Reply> {
  const { http, settings, credentials, tokens } = context;
  const { url, identityUrl, clientId } = settings;
  const { clientSecret } = credentials;
  const service = { identityUrl: `${identityUrl || url}/identity`, clientId, clientSecret };
  return callWithToken(tokens, circumstances, {
    belongsTo: ["marketo", url, identityUrl, clientId, clientSecret],
    mint: () => mintMarketoToken(http, service, circumstances),
    isRefused: isTokenRefused,
    send: ({ token }) =>
      http({
        ...call,
        url: `${url}/rest/v1/${path}`,
        headers: {
          accept: "application/json",
          "content-type": "application/json",
          authorization: `Bearer ${token}`,
        },
        redact: circumstances.secrets,
      }),
  });
}

/** Marketo says so with status 200: 601 is an unknown token, 602 one that has expired. */
function isTokenRefused(answer: HttpAnswer): boolean {
  const error = marketoError(answer);
  return (answer.ok && answer.status === 401) || error?.code === "601" || error?.code === "602";
}

export type MarketoError = {
  code: string;
  /** Ends with the id that Marketo's support asks for. */
  message: string;
  /** Of the one record, not of the whole call. */
  isOfRecord: boolean;
};

/** The error inside an answer, which has status 200 all the same: of the whole call or of the record in it. */
export function marketoError(answer: HttpAnswer): MarketoError | null {
  const json = answer.ok ? answer.json : undefined;
  const call = callErrorSchema.safeParse(json);
  const record = recordErrorSchema.safeParse(json);
  const [error] = call.success ? call.data.errors : record.success ? record.data.result[0].reasons : [];
  if (!error) return null;
  const requestId = call.data?.requestId ?? record.data?.requestId;
  const message = requestId ? `${error.message} (request ${requestId})` : error.message;
  return { code: error.code, message, isOfRecord: !call.success };
}

const reason = z.object({ code: z.coerce.string(), message: z.string().default("") });
const callErrorSchema = z.object({
  requestId: z.string().optional(),
  success: z.literal(false),
  errors: z.array(reason).min(1),
});
const recordErrorSchema = z.object({
  requestId: z.string().optional(),
  success: z.literal(true),
  result: z.tuple([z.object({ reasons: z.array(reason).min(1) })]),
});
