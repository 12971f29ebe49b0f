import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { leadExports } from "#db/schema.ts";
import type { Session } from "#features/people/session.ts";
import { log } from "#lib/log.ts";

/** Somebody asked for the end of the export, which is no mishap. */
export class ExportCancelled extends Error {
  override name = "ExportCancelled";
}

export type ExportState = {
  state: (typeof leadExports.$inferSelect)["state"];
  rows: number;
  bytes: number;
};

/** How often a running export says how far it is, and hears that it should end. */
const REPORT_MS = 500;

/**
 * Keeps the row of a running export up to date, for whoever waits for it, in whichever process they ask. Gives the way
 * to stop that.
 */
export function reportProgress(
  { workspaceId }: Pick<Session, "workspaceId">,
  id: string,
  progress: { rows: number; bytes: number },
  onCancelled: () => void,
): () => void {
  const report = async () => {
    const [found] = await db
      .update(leadExports)
      .set({ ...progress, updatedAt: sql`now()` })
      .where(and(exportOf(workspaceId, id), eq(leadExports.state, "running")))
      .returning({ cancelledAt: leadExports.cancelledAt });
    if (found?.cancelledAt) onCancelled();
  };
  const timer = setInterval(() => {
    report().catch((err: unknown) => log.error({ err, exportId: id }, "an export cannot say how far it is"));
  }, REPORT_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** How far a person's own export is, or null where there is none of that id. */
export async function getExport(
  session: Pick<Session, "workspaceId" | "userId">,
  id: string,
): Promise<ExportState | null> {
  const [found] = await db
    .select({ state: leadExports.state, rows: leadExports.rows, bytes: leadExports.bytes })
    .from(leadExports)
    .where(ownExport(session, id));
  return found ?? null;
}

/** Ends a person's own export within a second; the download ends incomplete. */
export async function cancelExport(session: Pick<Session, "workspaceId" | "userId">, id: string): Promise<void> {
  await db
    .update(leadExports)
    .set({ cancelledAt: sql`now()` })
    .where(and(ownExport(session, id), eq(leadExports.state, "running"), isNull(leadExports.cancelledAt)));
}

export function exportOf(workspaceId: string, id: string): SQL | undefined {
  return and(eq(leadExports.workspaceId, workspaceId), eq(leadExports.id, id));
}

function ownExport({ workspaceId, userId }: Pick<Session, "workspaceId" | "userId">, id: string): SQL | undefined {
  return and(exportOf(workspaceId, id), eq(leadExports.userId, userId));
}
