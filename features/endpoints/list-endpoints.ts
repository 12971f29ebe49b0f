import { and, asc, desc, eq, isNull, max, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { endpointKeys, endpoints, leads, receipts } from "#db/schema.ts";
import { isFromOutside } from "#features/endpoints/own-test-lead.ts";
import type { Session } from "#features/people/session.ts";

/** Beyond this the number of leads is no longer counted, so that a page never costs a walk through a million rows. */
export const LEAD_COUNT_LIMIT = 10_000;

const LIST_LIMIT = 200;

export type EndpointRow = {
  id: string;
  name: string;
  createdAt: Date;
  disabledAt: Date | null;
  /** Of leads that are no test. */
  lastLeadAt: Date | null;
  /** Without those sent from here. */
  lastTestLeadAt: Date | null;
  /** Without test leads; `LEAD_COUNT_LIMIT + 1` means "more than that". */
  leadCount: number;
  /** The last characters of the newest key that works; null when every key is revoked. */
  keyTail: string | null;
};

/** The workspace's endpoints, oldest first. */
export async function listEndpoints(session: Session): Promise<EndpointRow[]> {
  return selectEndpoints().where(eq(endpoints.workspaceId, session.workspaceId)).limit(LIST_LIMIT);
}

export async function getEndpointRow(session: Session, id: string): Promise<EndpointRow | null> {
  const [row] = await selectEndpoints().where(
    and(eq(endpoints.workspaceId, session.workspaceId), eq(endpoints.id, id)),
  );
  return row ?? null;
}

function selectEndpoints() {
  const ofEndpoint = (isTest: boolean) =>
    and(eq(leads.workspaceId, endpoints.workspaceId), eq(leads.endpointId, endpoints.id), eq(leads.isTest, isTest));
  const lastLead = db
    .select({ at: max(leads.receivedAt).as("last_at") })
    .from(leads)
    .where(ofEndpoint(false));
  const lastTest = db
    .select({ at: max(leads.receivedAt).as("test_at") })
    .from(leads)
    .innerJoin(receipts, and(eq(receipts.workspaceId, leads.workspaceId), eq(receipts.id, leads.receiptId)))
    .where(and(ofEndpoint(true), isFromOutside()));
  const someLeads = db
    .select({ id: leads.id })
    .from(leads)
    .where(ofEndpoint(false))
    .limit(LEAD_COUNT_LIMIT + 1);
  const counted = db
    .select({ leadCount: sql<number>`count(*)::int`.as("lead_count") })
    .from(someLeads.as("some_leads"));
  const newestKey = db
    .select({ tail: endpointKeys.keyTail })
    .from(endpointKeys)
    .where(
      and(
        eq(endpointKeys.workspaceId, endpoints.workspaceId),
        eq(endpointKeys.endpointId, endpoints.id),
        isNull(endpointKeys.revokedAt),
      ),
    )
    .orderBy(desc(endpointKeys.createdAt))
    .limit(1);

  const last = lastLead.as("last_lead");
  const test = lastTest.as("last_test");
  const count = counted.as("counted");
  const key = newestKey.as("newest_key");
  return db
    .select({
      id: endpoints.id,
      name: endpoints.name,
      createdAt: endpoints.createdAt,
      disabledAt: endpoints.disabledAt,
      lastLeadAt: last.at,
      lastTestLeadAt: test.at,
      leadCount: count.leadCount,
      keyTail: key.tail,
    })
    .from(endpoints)
    .crossJoinLateral(last)
    .crossJoinLateral(test)
    .crossJoinLateral(count)
    .leftJoinLateral(key, sql`true`)
    .orderBy(asc(endpoints.createdAt), asc(endpoints.id));
}
