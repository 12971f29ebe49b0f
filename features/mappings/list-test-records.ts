import { and, desc, eq, isNull } from "drizzle-orm";
import { getConnector } from "#connectors/registry.ts";
import { db } from "#db/client.ts";
import { destinations, leads, testRecords, users } from "#db/schema.ts";
import { TEST_MARK } from "#features/mappings/mark-test-record.ts";
import type { Session } from "#features/people/session.ts";

export type TestRecord = {
  id: string;
  /** The text that was marked. */
  name: string;
  leadNumber: number | null;
  url: string | null;
  createdBy: string | null;
  createdAt: Date;
};

export type TestRecords = {
  /** False where nothing can be taken back: a message that was sent. */
  canRemove: boolean;
  records: TestRecord[];
};

/** The test records that have not been deleted at the destination, newest first. */
export async function listTestRecords(session: Session, destinationId: string, limit = 20): Promise<TestRecords> {
  const [connectors, found] = await Promise.all([
    db
      .select({ type: destinations.connector })
      .from(destinations)
      .where(and(eq(destinations.workspaceId, session.workspaceId), eq(destinations.id, destinationId))),
    selectRecords(session.workspaceId, destinationId, limit),
  ]);
  const connector = connectors[0] && getConnector(connectors[0].type);
  return {
    canRemove: connector?.remove !== undefined,
    records: found.map(({ values, ...record }) => ({ ...record, name: nameOf(values) })),
  };
}

function selectRecords(workspaceId: string, destinationId: string, limit: number) {
  return db
    .select({
      id: testRecords.id,
      values: testRecords.values,
      leadNumber: leads.number,
      url: testRecords.externalUrl,
      createdBy: users.name,
      createdAt: testRecords.createdAt,
    })
    .from(testRecords)
    .leftJoin(leads, and(eq(leads.workspaceId, testRecords.workspaceId), eq(leads.id, testRecords.leadId)))
    .leftJoin(users, eq(users.id, testRecords.createdBy))
    .where(
      and(
        eq(testRecords.workspaceId, workspaceId),
        eq(testRecords.destinationId, destinationId),
        isNull(testRecords.deletedAt),
      ),
    )
    .orderBy(desc(testRecords.createdAt), desc(testRecords.id))
    .limit(limit);
}

function nameOf(values: Record<string, unknown>): string {
  return String(Object.values(values).find((value) => String(value).startsWith(`${TEST_MARK} `)) ?? TEST_MARK);
}
