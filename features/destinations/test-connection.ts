import { isDeepStrictEqual } from "node:util";
import type { TestResult } from "#connectors/connector.ts";
import { getConnector } from "#connectors/registry.ts";
import { db } from "#db/client.ts";
import { announceWork } from "#db/work-signal.ts";
import { probeSoon } from "#features/deliveries/probe-destination.ts";
import { type ConnectionForm, type FormProblems, parseConnectionForm } from "#features/destinations/connection-form.ts";
import { findConnection } from "#features/destinations/find-connection.ts";
import { runTest, works } from "#features/destinations/try-connection.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import type { Session } from "#features/people/session.ts";

export type TestConnectionResult =
  | { ok: true; test: TestResult }
  | { ok: false; code: "forbidden" | "not_found" | "unknown_connector" }
  | { ok: false; code: "invalid"; problems: FormProblems };

/**
 * Tries what is in the form without saving it; a blank credential of an existing destination is the stored one. When
 * what is stored works, a destination on hold is tried with a lead at once.
 */
export async function testConnection(
  session: Session,
  { connector: type, destinationId, form }: { connector: string; destinationId?: string; form: ConnectionForm },
): Promise<TestConnectionResult> {
  if (!mayChangeForwarding(session)) return { ok: false, code: "forbidden" };
  const stored = destinationId ? await findConnection(session.workspaceId, destinationId) : newConnection(type);
  if (!stored.ok) return stored;
  const parsed = parseConnectionForm(stored.connector, form, stored.credentials);
  if (!parsed.ok) return { ok: false, code: "invalid", problems: parsed.problems };
  const test = await runTest(stored.connector, parsed);
  if (destinationId && works(test) && isDeepStrictEqual(formOf(parsed), formOf(stored))) {
    await db.transaction((tx) => probeSoon(tx, { workspaceId: session.workspaceId, id: destinationId }));
    await announceWork();
  }
  return { ok: true, test };
}

function formOf({ settings, credentials }: { settings: unknown; credentials: unknown }) {
  return { settings, credentials };
}

function newConnection(type: string) {
  const connector = getConnector(type);
  return connector
    ? { ok: true as const, connector, settings: {}, credentials: {} }
    : { ok: false as const, code: "unknown_connector" as const };
}
