import { and, desc, eq, type SQL } from "drizzle-orm";
import { db } from "#db/client.ts";
import { leads } from "#db/schema.ts";
import type { MappableLead } from "#features/mappings/lead-values.ts";
import { mappableColumns, mappableLead } from "#features/mappings/mappable-lead.ts";
import type { Session } from "#features/people/session.ts";

export type PreviewLead = MappableLead & { id: string; isTest: boolean };

/**
 * The newest leads, for the editor to show what a mapping makes of them; behind them the one with the number `asked`,
 * where it is older.
 */
export async function listPreviewLeads(session: Session, asked?: number, limit = 100): Promise<PreviewLead[]> {
  const [newest, wanted] = await Promise.all([
    selectLeads(session).orderBy(desc(leads.receivedAt), desc(leads.id)).limit(limit),
    asked === undefined ? [] : selectLeads(session, eq(leads.number, asked)).limit(1),
  ]);
  const older = wanted.filter(({ id }) => !newest.some((lead) => lead.id === id));
  return [...newest, ...older].map((row) => ({ ...mappableLead(row), id: row.id, isTest: row.isTest }));
}

function selectLeads({ workspaceId }: Session, condition?: SQL) {
  return db
    .select({ ...mappableColumns, id: leads.id, isTest: leads.isTest })
    .from(leads)
    .where(and(eq(leads.workspaceId, workspaceId), condition))
    .$dynamic();
}
