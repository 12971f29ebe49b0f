import { and, eq, isNull, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { notices } from "#db/schema.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import type { Session } from "#features/people/session.ts";

export type DismissResult = { ok: true } | { ok: false; code: "forbidden" };

/** Shows a notice to nobody any more. */
export async function dismissNotice(session: Session, noticeId: string): Promise<DismissResult> {
  if (!mayChangeForwarding(session)) return { ok: false, code: "forbidden" };
  await db
    .update(notices)
    .set({ dismissedAt: sql`now()` })
    .where(and(eq(notices.workspaceId, session.workspaceId), eq(notices.id, noticeId), isNull(notices.dismissedAt)));
  return { ok: true };
}
