import { and, asc, desc, eq, ne } from "drizzle-orm";
import { db } from "#db/client.ts";
import { destinations, leads, receipts } from "#db/schema.ts";
import { listEndpoints } from "#features/endpoints/list-endpoints.ts";
import { isFromOutside } from "#features/endpoints/own-test-lead.ts";
import type { Session } from "#features/people/session.ts";

export type FirstSteps = {
  /** The oldest one; null only when somebody removed them all. */
  endpoint: { id: string; name: string } | null;
  /** The first that somebody else made; without a lead when it could not be read. */
  request: { id: string; endpointId: string; receivedAt: Date; leadNumber: number | null } | null;
  /** The newest test lead, from Partner Center or from here. */
  testLeadNumber: number | null;
  destination: { name: string; mappingVersion: number | null } | null;
  canSetUp: boolean;
  timeZone: string;
};

/** How far a workspace without leads has come on the way to its first one. */
export async function getFirstSteps(session: Session): Promise<FirstSteps> {
  const [[endpoint], [request], [testLead], [destination]] = await Promise.all([
    listEndpoints(session),
    db
      .select({
        id: receipts.id,
        endpointId: receipts.endpointId,
        receivedAt: receipts.receivedAt,
        leadNumber: leads.number,
      })
      .from(receipts)
      .leftJoin(leads, and(eq(leads.workspaceId, receipts.workspaceId), eq(leads.id, receipts.leadId)))
      .where(and(eq(receipts.workspaceId, session.workspaceId), ne(receipts.state, "pending"), isFromOutside()))
      .orderBy(asc(receipts.receivedAt), asc(receipts.id))
      .limit(1),
    db
      .select({ number: leads.number })
      .from(leads)
      .where(and(eq(leads.workspaceId, session.workspaceId), eq(leads.isTest, true)))
      .orderBy(desc(leads.receivedAt), desc(leads.id))
      .limit(1),
    db
      .select({ name: destinations.name, mappingVersion: destinations.liveMappingVersion })
      .from(destinations)
      .where(eq(destinations.workspaceId, session.workspaceId))
      .orderBy(asc(destinations.createdAt))
      .limit(1),
  ]);
  return {
    endpoint: endpoint ? { id: endpoint.id, name: endpoint.name } : null,
    request: request ?? null,
    testLeadNumber: testLead?.number ?? null,
    destination: destination ?? null,
    canSetUp: session.role === "admin",
    timeZone: session.timeZone,
  };
}
