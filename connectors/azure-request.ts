import { createHmac } from "node:crypto";
import { type AzureAccount, azureSecrets } from "#connectors/azure-account.ts";
import type { Http, HttpAnswer, HttpRequest } from "#connectors/connector.ts";

/**
 * The oldest version with all we use, so that neither a service nor an emulator is too old for it
 * (https://learn.microsoft.com/rest/api/storageservices/versioning-for-the-azure-storage-services).
 */
const API_VERSION = "2019-02-02";

export type AzureCall = Pick<HttpRequest, "method" | "body"> & {
  /** After the account's endpoint, with its slash. */
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
};

/** One request to the account, signed by its key where it is known: SharedKeyLite for tables, SharedKey for blobs. */
export function callAzure(
  { http, now }: { http: Http; now(): Date },
  account: AzureAccount,
  call: AzureCall,
): Promise<HttpAnswer> {
  const { method, body } = call;
  const { access, service } = account;
  const url = urlOf(account, call);
  const date = now().toUTCString();
  const headers: Record<string, string> = {
    ...(service === "table" && TABLE_HEADERS),
    ...(body !== undefined && { "content-type": "application/json" }),
    "x-ms-date": date,
    "x-ms-version": API_VERSION,
    ...call.headers,
  };
  const secrets = azureSecrets(account);
  if (access.kind === "sas") return http({ method, url: url.href, headers, body, redact: secrets });

  const resource = `/${access.account}${url.pathname}`;
  const text = service === "table" ? `${date}\n${resource}` : stringToSign(call, resource, url.searchParams, headers);
  const signature = createHmac("sha256", Buffer.from(access.key, "base64")).update(text, "utf8").digest("base64");
  const scheme = service === "table" ? "SharedKeyLite" : "SharedKey";
  return http({
    method,
    url: url.href,
    headers: { ...headers, authorization: `${scheme} ${access.account}:${signature}` },
    body,
    // An account that refuses a signature shows the one it got.
    redact: [...secrets, signature],
  });
}

const TABLE_HEADERS = { accept: "application/json;odata=nometadata", dataserviceversion: "3.0;NetFx" };

function urlOf({ endpoint, access }: AzureAccount, { path, query = {} }: AzureCall): URL {
  const url = new URL(endpoint + path);
  const own = new URLSearchParams(query).toString();
  url.search = [own, access.kind === "sas" ? access.query : ""].filter(Boolean).join("&");
  return url;
}

/** https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key */
function stringToSign(
  { method, body }: AzureCall,
  resource: string,
  query: URLSearchParams,
  headers: Record<string, string>,
): string {
  const length = body === undefined ? 0 : Buffer.byteLength(body);
  const header = (name: string) => headers[name] ?? "";
  const names = Object.keys(headers).filter((name) => name.startsWith("x-ms-"));
  const parameters = [...query].map(([name, value]) => `${name.toLowerCase()}:${value}`);
  return [
    method,
    "",
    "",
    length || "",
    "",
    header("content-type"),
    "",
    "",
    header("if-match"),
    header("if-none-match"),
    "",
    "",
    ...names.toSorted().map((name) => `${name}:${header(name)}`),
    resource,
    ...parameters.toSorted(),
  ].join("\n");
}
