import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { db } from "#db/client.ts";
import { savedViews } from "#db/schema.ts";
import type { Session } from "#features/people/session.ts";
import { findView } from "#features/views/find-view.ts";
import { lockViews } from "#features/views/lock-views.ts";
import { MAX_VIEWS, nameProblem, type ViewProblem, viewContent, viewName } from "#features/views/view-content.ts";
import { mayChangeView, mayShareViews } from "#features/views/view-rights.ts";

/** What brings a deleted view back; the browser holds it as long as it offers to undo. */
export const deletedView = z.object({
  id: z.uuid(),
  userId: z.uuid(),
  name: viewName,
  isShared: z.boolean(),
  position: z.number().int().min(0).max(100_000),
  content: viewContent,
});
export type DeletedView = z.input<typeof deletedView>;

export type DeleteViewResult = { ok: true; view: DeletedView } | { ok: false; code: ViewProblem };

export async function deleteView(session: Session, id: string): Promise<DeleteViewResult> {
  return db.transaction(async (tx) => {
    const view = await findView(tx, session, id);
    if (!view) return { ok: false, code: "not_found" };
    if (!mayChangeView(session, view)) return { ok: false, code: "forbidden" };
    await tx.delete(savedViews).where(and(eq(savedViews.workspaceId, session.workspaceId), eq(savedViews.id, id)));
    const { filter, sort, columns, ...kept } = view;
    return { ok: true, view: { ...kept, content: { q: filter, sort, cols: columns?.join(",") } } };
  });
}

export type RestoreViewResult = { ok: true } | { ok: false; code: ViewProblem };

/** Takes a deletion back: the view has its id, its owner and its place again. */
export async function restoreView(session: Session, given: z.output<typeof deletedView>): Promise<RestoreViewResult> {
  const { content, ...view } = given;
  if (!mayChangeView(session, view) || (view.isShared && !mayShareViews(session))) {
    return { ok: false, code: "forbidden" };
  }
  const problem = nameProblem(view.name);
  if (problem) return { ok: false, code: problem };

  const { workspaceId } = session;
  return db.transaction(async (tx) => {
    const own = await lockViews(tx, { workspaceId, userId: view.userId });
    if (!own) return { ok: false, code: "forbidden" };
    if (own.count >= MAX_VIEWS) return { ok: false, code: "too_many" };
    const restored = await tx
      .insert(savedViews)
      .values({ ...view, ...content, workspaceId })
      .onConflictDoNothing()
      .returning({ id: savedViews.id });
    return restored.length > 0 ? { ok: true } : { ok: false, code: "name_taken" };
  });
}
