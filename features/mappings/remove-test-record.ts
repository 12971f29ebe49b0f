import { and, eq, isNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { MadeRecord, Refusal } from "#connectors/connector.ts";
import { db } from "#db/client.ts";
import { auditEvents, destinations, testRecords } from "#db/schema.ts";
import { type Connection, type ConnectionTools, openConnection } from "#features/deliveries/connection.ts";
import type { DeliveryProblem } from "#features/deliveries/delivery-view.ts";
import { longestTryMs } from "#features/deliveries/lease.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import type { Session } from "#features/people/session.ts";
import { DeadlineError, withDeadline } from "#lib/deadline.ts";
import { log } from "#lib/log.ts";

export type RemoveTestResult =
  | { ok: true }
  | { ok: false; code: "forbidden" | "not_found" }
  /** A message that was sent cannot be taken back. */
  | { ok: false; code: "not_removable" }
  | { ok: false; code: "unknown_connector" | "settings_invalid" | "credentials_unreadable" }
  /** The destination did not delete it; the record stays listed. */
  | { ok: false; code: "refused"; problem: DeliveryProblem };

/** Deletes a test record at its destination, and forgets what was in it. */
export async function removeTestRecord(
  session: Session,
  id: string,
  tools: ConnectionTools = {},
): Promise<RemoveTestResult> {
  if (!mayChangeForwarding(session)) return { ok: false, code: "forbidden" };
  const found = await findRecord(session, id);
  if (!found) return { ok: false, code: "not_found" };

  const { externalId, destinationId, ...stored } = found;
  const connection = openConnection({ workspaceId: session.workspaceId, id: destinationId, ...stored }, tools);
  if (!connection.ok) return connection;
  if (!connection.connector.remove) return { ok: false, code: "not_removable" };

  const refusal = await remove(connection, { deliveryId: id, externalId });
  if (refusal) return { ok: false, code: "refused", problem: { code: refusal.code, message: refusal.message } };
  await forget(session, id, destinationId);
  return { ok: true };
}

async function findRecord({ workspaceId }: Session, id: string) {
  const [found] = await db
    .select({
      externalId: testRecords.externalId,
      destinationId: testRecords.destinationId,
      connector: destinations.connector,
      settings: destinations.settings,
      credentialsSealed: destinations.credentialsSealed,
    })
    .from(testRecords)
    .innerJoin(
      destinations,
      and(eq(destinations.workspaceId, testRecords.workspaceId), eq(destinations.id, testRecords.destinationId)),
    )
    .where(and(eq(testRecords.workspaceId, workspaceId), eq(testRecords.id, id), isNull(testRecords.deletedAt)));
  return found ?? null;
}

async function remove({ connector, context }: Connection, record: MadeRecord): Promise<Refusal | null> {
  if (!connector.remove) throw new Error("Only what can be removed is asked to be");
  try {
    return await withDeadline(connector.remove(context, record), longestTryMs(), "deleting a test record");
  } catch (error) {
    if (error instanceof DeadlineError) return { kind: "retry", code: "timeout", message: error.message };
    log.error({ err: error, testRecordId: record.deliveryId, connector: connector.type }, "a connector failed");
    return { kind: "retry", code: "internal", message: "Buzón itself failed" };
  }
}

async function forget({ workspaceId, userId }: Session, id: string, destinationId: string): Promise<void> {
  const details = { testRecordId: id, destinationId };
  await db.transaction(async (tx) => {
    await tx
      .update(testRecords)
      .set({ deletedAt: sql`now()`, values: {} })
      .where(and(eq(testRecords.workspaceId, workspaceId), eq(testRecords.id, id)));
    await tx.insert(auditEvents).values({ workspaceId, id: v7(), userId, action: "test_record.removed", details });
  });
}
