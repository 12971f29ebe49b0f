import { and, eq, ne, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { savedViews } from "#db/schema.ts";
import type { Session } from "#features/people/session.ts";
import { findView } from "#features/views/find-view.ts";
import { lockViews } from "#features/views/lock-views.ts";
import { nameProblem, type ViewContent, type ViewProblem } from "#features/views/view-content.ts";
import { mayChangeView, mayShareViews } from "#features/views/view-rights.ts";

export type ViewChange = { name?: string; isShared?: boolean; content?: ViewContent };
export type UpdateViewResult = { ok: true } | { ok: false; code: ViewProblem };

/** Changes a view's name, who sees it, or what it shows. */
export async function updateView(session: Session, id: string, change: ViewChange): Promise<UpdateViewResult> {
  const { name, isShared, content } = change;
  const problem = name === undefined ? null : nameProblem(name);
  if (problem) return { ok: false, code: problem };

  const { workspaceId } = session;
  return db.transaction(async (tx) => {
    const view = await findView(tx, session, id);
    if (!view) return { ok: false, code: "not_found" };
    const isSharedAfter = isShared ?? view.isShared;
    if (!mayChangeView(session, view) || (isSharedAfter && !mayShareViews(session))) {
      return { ok: false, code: "forbidden" };
    }
    await lockViews(tx, { workspaceId, userId: view.userId });
    if (name !== undefined) {
      const [namesake] = await tx
        .select({ id: savedViews.id })
        .from(savedViews)
        .where(
          and(
            eq(savedViews.workspaceId, workspaceId),
            eq(savedViews.userId, view.userId),
            eq(savedViews.name, name),
            ne(savedViews.id, id),
          ),
        );
      if (namesake) return { ok: false, code: "name_taken" };
    }
    const changed = await tx
      .update(savedViews)
      .set({ ...(name !== undefined && { name }), isShared: isSharedAfter, ...content, updatedAt: sql`now()` })
      .where(and(eq(savedViews.workspaceId, workspaceId), eq(savedViews.id, id)))
      .returning({ id: savedViews.id });
    return changed.length > 0 ? { ok: true } : { ok: false, code: "not_found" };
  });
}
