import { v7 } from "uuid";
import { db } from "#db/client.ts";
import { auditEvents } from "#db/schema.ts";
import type { Session } from "#features/people/session.ts";
import { type ReportScope, reportHref } from "#features/reports/report-scope.ts";

/** Puts on record who took which figures out, before they leave. */
export async function recordReportExport({ workspaceId, userId }: Session, scope: ReportScope): Promise<void> {
  await db.insert(auditEvents).values({
    workspaceId,
    id: v7(),
    userId,
    action: "report.exported",
    details: { report: reportHref(scope), ...scope.period },
  });
}
