import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { TestResult } from "#connectors/connector.ts";
import { getConnector } from "#connectors/registry.ts";
import { db } from "#db/client.ts";
import { auditEvents, destinations } from "#db/schema.ts";
import { sealCredentials } from "#features/deliveries/connection.ts";
import {
  type ConnectionForm,
  type FormProblems,
  parseConnectionForm,
  tailsOf,
} from "#features/destinations/connection-form.ts";
import { keepFields } from "#features/destinations/keep-fields.ts";
import { tryConnection } from "#features/destinations/try-connection.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import { publishDefaultMapping } from "#features/mappings/publish-default-mapping.ts";
import type { Session } from "#features/people/session.ts";

export type AddDestinationResult =
  | { ok: true; destinationId: string; test: TestResult }
  | { ok: false; code: "forbidden" | "unknown_connector" }
  | { ok: false; code: "invalid"; problems: FormProblems };

/**
 * Saves a destination with its first mapping; leads that come from now on are sent there. When its test fails it
 * starts paused, and leads wait there until the connection is put right.
 */
export async function addDestination(
  session: Session,
  { connector: type, name, form }: { connector: string; name: string; form: ConnectionForm },
): Promise<AddDestinationResult> {
  if (!mayChangeForwarding(session)) return { ok: false, code: "forbidden" };
  const connector = getConnector(type);
  if (!connector) return { ok: false, code: "unknown_connector" };
  const parsed = parseConnectionForm(connector, form);
  if (!parsed.ok) return { ok: false, code: "invalid", problems: parsed.problems };

  const { settings, credentials } = parsed;
  const { test, fields } = await tryConnection(connector, parsed);
  const { workspaceId, userId } = session;
  const id = v7();
  await db.transaction(async (tx) => {
    await tx.insert(destinations).values({
      workspaceId,
      id,
      connector: type,
      name,
      settings,
      credentialsSealed: sealCredentials(workspaceId, id, credentials),
      credentialTails: tailsOf(credentials),
      ...(fields === null && NOT_CONNECTED),
    });
    const destination = { workspaceId, id };
    if (fields) await keepFields(tx, destination, connector, fields, userId);
    // With a mapping, even an empty one, leads are owed to it from now on.
    else await publishDefaultMapping(tx, destination, connector.defaultMapping([]), userId);
    await tx
      .insert(auditEvents)
      .values({ workspaceId, id: v7(), userId, action: "destination.added", details: { destinationId: id, type } });
  });
  return { ok: true, destinationId: id, test };
}

const NOT_CONNECTED = {
  state: "paused",
  pauseReason: { cause: "config", code: "not_connected", message: "The connection has never worked" },
  pausedAt: sql`now()`,
} as const;
