import { z } from "zod";
import { callWithToken, type Reply } from "#connectors/call-with-token.ts";
import type { Circumstances } from "#connectors/classify.ts";
import type { Context, HttpAnswer, HttpRequest } from "#connectors/connector.ts";
import { mintEntraToken } from "#connectors/entra.ts";

export type DataverseSettings = { url: string; tenantId: string; clientId: string; authorityUrl: string };
export type DataverseCredentials = { clientSecret: string };

type Call = Pick<HttpRequest, "method" | "headers" | "body" | "maxAnswerBytes"> & { path: string };

/**
 * One call of the Dataverse Web API as the application user. A token that is refused is thrown away and the call made
 * once more with a new one; `ok: false` means that no token could be had.
 */
export async function callDataverse<S extends DataverseSettings, C extends DataverseCredentials>(
  context: Context<S, C>,
  { path, headers, ...call }: Call,
  circumstances: Circumstances,
): Promise<Reply> {
  const { url, authorityUrl, tenantId, clientId } = context.settings;
  const { clientSecret } = context.credentials;
  const app = { authorityUrl, tenantId, clientId, clientSecret, scope: `${url}/.default` };
  return callWithToken(context.tokens, circumstances, {
    belongsTo: ["dataverse", url, authorityUrl, tenantId, clientId, clientSecret],
    mint: () => mintEntraToken(context.http, app, circumstances),
    send: ({ token }) =>
      context.http({
        ...call,
        url: `${url}/api/data/v9.2/${path}`,
        headers: {
          accept: "application/json",
          "content-type": "application/json",
          "odata-version": "4.0",
          "odata-maxversion": "4.0",
          authorization: `Bearer ${token}`,
          ...headers,
        },
        redact: circumstances.secrets,
      }),
  });
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
