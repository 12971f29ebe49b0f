import { and, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import { deliveries, leads } from "#db/schema.ts";

/** Of a lead without its personal data nothing is sent any more: the record at the destination would be blanked. */
export const isOfErasedLead: SQL<boolean> = sql`exists (
  select from ${leads}
  where ${and(eq(leads.workspaceId, deliveries.workspaceId), eq(leads.id, deliveries.leadId), isNotNull(leads.erasedAt))})`;
