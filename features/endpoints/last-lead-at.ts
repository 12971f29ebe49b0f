import { and, desc, eq } from "drizzle-orm";
import { db } from "#db/client.ts";
import { leads } from "#db/schema.ts";
import type { Session } from "#features/people/session.ts";

/** When the workspace's newest lead came, at whichever endpoint; test leads do not count. */
export async function lastLeadAt(session: Session): Promise<Date | null> {
  const [newest] = await db
    .select({ receivedAt: leads.receivedAt })
    .from(leads)
    .where(and(eq(leads.workspaceId, session.workspaceId), eq(leads.isTest, false)))
    .orderBy(desc(leads.receivedAt), desc(leads.id))
    .limit(1);
  return newest?.receivedAt ?? null;
}
