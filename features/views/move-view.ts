import { and, asc, eq } from "drizzle-orm";
import { db } from "#db/client.ts";
import { savedViews } from "#db/schema.ts";
import type { Session } from "#features/people/session.ts";
import { lockViews } from "#features/views/lock-views.ts";
import type { ViewProblem } from "#features/views/view-content.ts";
import { mayKeepViews } from "#features/views/view-rights.ts";

export type MoveViewResult = { ok: true } | { ok: false; code: ViewProblem };

/** One place up (-1) or down (1) among the person's own views; at the end it stays where it is. */
export async function moveView(session: Session, id: string, step: -1 | 1): Promise<MoveViewResult> {
  if (!mayKeepViews(session)) return { ok: false, code: "forbidden" };
  const { workspaceId, userId } = session;
  const isOwn = and(eq(savedViews.workspaceId, workspaceId), eq(savedViews.userId, userId));
  return db.transaction(async (tx) => {
    await lockViews(tx, session);
    const own = await tx
      .select({ id: savedViews.id, position: savedViews.position })
      .from(savedViews)
      .where(isOwn)
      .orderBy(asc(savedViews.position), asc(savedViews.name), asc(savedViews.id));
    const at = own.findIndex((view) => view.id === id);
    const moved = own[at];
    if (!moved) return { ok: false, code: "not_found" };

    const to = Math.min(Math.max(at + step, 0), own.length - 1);
    for (const [position, view] of own.toSpliced(at, 1).toSpliced(to, 0, moved).entries()) {
      if (view.position === position) continue;
      await tx
        .update(savedViews)
        .set({ position })
        .where(and(isOwn, eq(savedViews.id, view.id)));
    }
    return { ok: true };
  });
}
