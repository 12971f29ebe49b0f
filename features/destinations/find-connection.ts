import { and, eq } from "drizzle-orm";
import type { Connector } from "#connectors/connector.ts";
import { getConnector } from "#connectors/registry.ts";
import { db } from "#db/client.ts";
import { destinations } from "#db/schema.ts";
import { openCredentials } from "#features/deliveries/connection.ts";

export type StoredForm =
  | { ok: true; connector: Connector; settings: Record<string, unknown>; credentials: Record<string, unknown> }
  | { ok: false; code: "not_found" | "unknown_connector" };

/** What is stored of a connection; credentials that no longer open have to be typed in again. */
export async function findConnection(workspaceId: string, destinationId: string): Promise<StoredForm> {
  const [found] = await db
    .select({
      type: destinations.connector,
      settings: destinations.settings,
      credentialsSealed: destinations.credentialsSealed,
    })
    .from(destinations)
    .where(and(eq(destinations.workspaceId, workspaceId), eq(destinations.id, destinationId)));
  if (!found) return { ok: false, code: "not_found" };

  const connector = getConnector(found.type);
  if (!connector) return { ok: false, code: "unknown_connector" };
  const opened = openCredentials({ workspaceId, id: destinationId, credentialsSealed: found.credentialsSealed });
  return { ok: true, connector, settings: found.settings, credentials: opened.ok ? opened.credentials : {} };
}
