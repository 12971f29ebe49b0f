import { z } from "zod";
import type { Connector, Context, Exchange } from "#connectors/connector.ts";
import { createHttp } from "#connectors/http.ts";
import { createMail } from "#connectors/mail.ts";
import { getConnector } from "#connectors/registry.ts";
import { createTokenCache } from "#connectors/tokens.ts";
import { seal, unseal } from "#lib/crypto.ts";
import { env } from "#lib/env.ts";

export type StoredConnection = {
  workspaceId: string;
  id: string;
  connector: string;
  settings: Record<string, unknown>;
  credentialsSealed: string | null;
};

export type Connection = { connector: Connector; context: Context<unknown, unknown> };

export type OpenResult =
  | ({ ok: true } & Connection)
  /** What is stored does not fit this version, or BUZON_SECRET no longer holds the secret it was sealed with. */
  | { ok: false; code: "unknown_connector" | "settings_invalid" | "credentials_unreadable" };

export type ConnectionTools = {
  connectorOf?: (type: string) => Connector | null;
  now?: () => Date;
  /** Gets every request and its answer, without secrets. */
  record?: (exchange: Exchange) => void;
};

const systemTime = () => new Date();
const tokens = createTokenCache({ now: systemTime });

/** A destination's connector, ready to call. */
export function openConnection(stored: StoredConnection, tools: ConnectionTools = {}): OpenResult {
  const connector = (tools.connectorOf ?? getConnector)(stored.connector);
  if (!connector) return { ok: false, code: "unknown_connector" };

  const opened = openCredentials(stored);
  if (!opened.ok) return opened;

  const settings = connector.settingsSchema.safeParse(stored.settings);
  const credentials = connector.credentialsSchema.safeParse(opened.credentials);
  if (!settings.success || !credentials.success) return { ok: false, code: "settings_invalid" };
  return { ok: true, connector, context: contextFor(connector, settings.data, credentials.data, tools) };
}

export function contextFor(
  connector: Connector,
  settings: unknown,
  credentials: unknown,
  { now = systemTime, record }: ConnectionTools = {},
): Context<unknown, unknown> {
  const options = {
    timeoutMs: connector.limits.timeoutMs,
    allowedPrivateNetworks: env().BUZON_ALLOW_PRIVATE_NETWORKS,
    now,
    ...(record && { record }),
  };
  return { settings, credentials, http: createHttp(options), mail: createMail(options), tokens, now };
}

const sealedCredentials = z.record(z.string(), z.unknown());

export function openCredentials({
  workspaceId,
  id,
  credentialsSealed,
}: Pick<StoredConnection, "workspaceId" | "id" | "credentialsSealed">):
  | { ok: true; credentials: Record<string, unknown> }
  | { ok: false; code: "credentials_unreadable" } {
  if (credentialsSealed === null) return { ok: true, credentials: {} };
  try {
    const opened = unseal(credentialsSealed, sealContext(workspaceId, id));
    return { ok: true, credentials: sealedCredentials.parse(JSON.parse(opened)) };
  } catch {
    return { ok: false, code: "credentials_unreadable" };
  }
}

export function sealCredentials(workspaceId: string, destinationId: string, credentials: unknown): string {
  return seal(JSON.stringify(credentials), sealContext(workspaceId, destinationId));
}

function sealContext(workspaceId: string, destinationId: string): string {
  return `${workspaceId}/${destinationId}/credentials`;
}
