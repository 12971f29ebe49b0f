import { isIP } from "node:net";
import { z } from "zod";

export type AzureService = "table" | "blob";

/** Where a storage account is and how a request proves that it may: by a signature over it, or by a signed address. */
export type AzureAccount = {
  service: AzureService;
  /** Without a slash at its end. */
  endpoint: string;
  access: { kind: "key"; account: string; key: string } | { kind: "sas"; query: string };
};

export type ConnectionProblem = "not_a_connection" | "no_key" | "not_a_key" | "no_signature" | "other_service";

/**
 * Reads what the portal gives: a connection string with an account key or a shared access signature, or the URL of a
 * shared access signature (https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string).
 */
export function readAzureConnection(text: string, service: AzureService): AzureAccount | ConnectionProblem {
  return /^https?:\/\//i.test(text) ? readUrl(text, service) : readConnectionString(text, service);
}

export function azureCredentials(service: AzureService) {
  const connection = z
    .string()
    .trim()
    .superRefine((text, issues) => {
      const read = readAzureConnection(text, service);
      if (typeof read === "string") issues.addIssue({ code: "custom", message: read });
    });
  return z.strictObject({ connection });
}

export function azureAccount({ connection }: { connection: string }, service: AzureService): AzureAccount {
  const read = readAzureConnection(connection, service);
  if (typeof read === "string") throw new Error(`An Azure destination is stored with a bad connection: ${read}`);
  return read;
}

/** What must not be kept or shown. */
export function azureSecrets({ access }: AzureAccount): string[] {
  return access.kind === "key" ? [access.key] : [new URLSearchParams(access.query).get("sig") ?? access.query];
}

function readUrl(text: string, service: AzureService): AzureAccount | ConnectionProblem {
  const url = URL.parse(text);
  if (!url || url.username) return "not_a_connection";
  if (!url.searchParams.get("sig")) return "no_signature";
  if (isOtherService(url, service)) return "other_service";
  // Emulators and addresses without a name of their own carry the account as the first part of the path.
  const isPathStyle = isIP(url.hostname) !== 0 || !url.hostname.includes(".");
  const account = isPathStyle ? `/${url.pathname.split("/")[1]}` : "";
  return { service, endpoint: url.origin + account, access: { kind: "sas", query: url.search.slice(1) } };
}

function readConnectionString(text: string, service: AzureService): AzureAccount | ConnectionProblem {
  const parts = new Map(
    text.split(";").flatMap((part) => {
      const at = part.indexOf("=");
      return at > 0 ? [[part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()]] : [];
    }),
  );
  const account = parts.get("accountname");
  const suffix = parts.get("endpointsuffix") ?? "core.windows.net";
  const own = account && `${parts.get("defaultendpointsprotocol") ?? "https"}://${account}.${service}.${suffix}`;
  const url = URL.parse(parts.get(`${service}endpoint`) || own || "");
  if (!url || !/^https?:$/.test(url.protocol)) return "not_a_connection";
  if (isOtherService(url, service)) return "other_service";
  const endpoint = (url.origin + url.pathname).replace(/\/+$/, "");

  const sas = parts.get("sharedaccesssignature")?.replace(/^\?/, "");
  if (sas)
    return new URLSearchParams(sas).get("sig")
      ? { service, endpoint, access: { kind: "sas", query: sas } }
      : "no_signature";
  const key = parts.get("accountkey");
  if (!account || !key) return "no_key";
  if (!/^[A-Za-z0-9+/]{40,}={0,2}$/.test(key)) return "not_a_key";
  return { service, endpoint, access: { kind: "key", account, key } };
}

function isOtherService({ hostname }: URL, service: AzureService): boolean {
  const [, named] = /^[^.]+\.(table|blob|queue|file|dfs|web)\./.exec(hostname) ?? [];
  return named !== undefined && named !== service;
}
