import type { TestResult } from "#connectors/connector.ts";
import { getConnector } from "#connectors/registry.ts";
import { type ConnectionForm, type FormProblems, parseConnectionForm } from "#features/destinations/connection-form.ts";
import { findConnection } from "#features/destinations/find-connection.ts";
import { runTest } from "#features/destinations/try-connection.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import type { Session } from "#features/people/session.ts";

export type TestConnectionResult =
  | { ok: true; test: TestResult }
  | { ok: false; code: "forbidden" | "not_found" | "unknown_connector" }
  | { ok: false; code: "invalid"; problems: FormProblems };

/** Tries what is in the form without saving it; a blank credential of an existing destination is the stored one. */
export async function testConnection(
  session: Session,
  { connector: type, destinationId, form }: { connector: string; destinationId?: string; form: ConnectionForm },
): Promise<TestConnectionResult> {
  if (!mayChangeForwarding(session)) return { ok: false, code: "forbidden" };
  const stored = destinationId ? await findConnection(session.workspaceId, destinationId) : newConnection(type);
  if (!stored.ok) return stored;
  const parsed = parseConnectionForm(stored.connector, form, stored.credentials);
  if (!parsed.ok) return { ok: false, code: "invalid", problems: parsed.problems };
  return { ok: true, test: await runTest(stored.connector, parsed) };
}

function newConnection(type: string) {
  const connector = getConnector(type);
  return connector
    ? { ok: true as const, connector, credentials: {} }
    : { ok: false as const, code: "unknown_connector" as const };
}
