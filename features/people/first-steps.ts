import { and, asc, desc, eq } from "drizzle-orm";
import { db } from "#db/client.ts";
import { destinations, leads } from "#db/schema.ts";
import { listEndpoints } from "#features/endpoints/list-endpoints.ts";
import type { Session } from "#features/people/session.ts";

export type FirstSteps = {
  /** The oldest one; null only when somebody removed them all. */
  endpoint: { id: string; name: string } | null;
  /** A test lead that has come, from Partner Center or from here. */
  testLead: { number: number; receivedAt: Date } | null;
  destination: { name: string; mappingVersion: number | null } | null;
  canSetUp: boolean;
};

/** How far a workspace without leads has come on the way to its first one. */
export async function getFirstSteps(session: Session): Promise<FirstSteps> {
  const [[endpoint], [testLead], [destination]] = await Promise.all([
    listEndpoints(session),
    db
      .select({ number: leads.number, receivedAt: leads.receivedAt })
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
    testLead: testLead ?? null,
    destination: destination ?? null,
    canSetUp: session.role === "admin",
  };
}
