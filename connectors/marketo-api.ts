import { z } from "zod";
import type { Circumstances } from "#connectors/classify.ts";
import type { Context, HttpAnswer, HttpRequest, Refusal } from "#connectors/connector.ts";
import { mintMarketoToken } from "#connectors/marketo-token.ts";
import { sha256 } from "#lib/crypto.ts";

export type MarketoSettings = { url: string; identityUrl: string; clientId: string };
export type MarketoCredentials = { clientSecret: string };

type Call = Pick<HttpRequest, "method" | "body" | "maxAnswerBytes"> & { path: string };
type Reply = { ok: true; answer: HttpAnswer } | { ok: false; refusal: Refusal };

/**
 * One call of Marketo's REST API. A token that is refused is thrown away and the call made once more with a new one;
 * `ok: false` means that no token could be had.
 */
export async function callMarketo<S extends MarketoSettings, C extends MarketoCredentials>(
  context: Context<S, C>,
  call: Call,
  circumstances: Circumstances,
): Promise<Reply> {
  const first = await callOnce(context, call, circumstances);
  if (!first.ok || !isTokenRefused(first.answer)) return first;
  context.tokens.drop(tokenKey(context));
  return callOnce(context, call, circumstances);
}

async function callOnce<S extends MarketoSettings, C extends MarketoCredentials>(
  context: Context<S, C>,
  { path, ...call }: Call,
  circumstances: Circumstances,
): Promise<Reply> {
  const { http, settings, credentials, tokens } = context;
  const { url, clientId } = settings;
  const service = { identityUrl: `${settings.identityUrl || url}/identity`, clientId, ...credentials };
  const minted = await tokens.get(tokenKey(context), () => mintMarketoToken(http, service, circumstances));
  if (!minted.ok) return minted;

  const answer = await http({
    ...call,
    url: `${url}/rest/v1/${path}`,
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      authorization: `Bearer ${minted.token}`,
    },
    redact: [...circumstances.secrets, minted.token],
  });
  return { ok: true, answer };
}

/** Marketo says so with status 200: 601 is an unknown token, 602 one that has expired. */
function isTokenRefused(answer: HttpAnswer): boolean {
  const error = marketoError(answer);
  return (answer.ok && answer.status === 401) || error?.code === "601" || error?.code === "602";
}

function tokenKey<S extends MarketoSettings, C extends MarketoCredentials>({
  settings: { url, identityUrl, clientId },
  credentials: { clientSecret },
}: Context<S, C>): string {
  return sha256(JSON.stringify(["marketo", url, identityUrl, clientId, clientSecret])).toString("hex");
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
