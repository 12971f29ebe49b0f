import { desc, eq } from "drizzle-orm";
import { db } from "#db/client.ts";
import { leads } from "#db/schema.ts";
import type { MappableLead } from "#features/mappings/lead-values.ts";
import { mappableColumns, mappableLead } from "#features/mappings/mappable-lead.ts";
import type { Session } from "#features/people/session.ts";

export type PreviewLead = MappableLead & { id: string; isTest: boolean };

/** The newest leads, for the editor to show what a mapping makes of them. */
export async function listPreviewLeads(session: Session, limit = 100): Promise<PreviewLead[]> {
  const rows = await db
    .select({ ...mappableColumns, id: leads.id, isTest: leads.isTest })
    .from(leads)
    .where(eq(leads.workspaceId, session.workspaceId))
    .orderBy(desc(leads.receivedAt), desc(leads.id))
    .limit(limit);
  return rows.map((row) => ({ ...mappableLead(row), id: row.id, isTest: row.isTest }));
}
