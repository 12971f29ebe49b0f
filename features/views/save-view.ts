import { v7 } from "uuid";
import { db } from "#db/client.ts";
import { savedViews } from "#db/schema.ts";
import type { Session } from "#features/people/session.ts";
import { lockViews } from "#features/views/lock-views.ts";
import { MAX_VIEWS, nameProblem, type ViewContent, type ViewProblem } from "#features/views/view-content.ts";
import { mayKeepViews, mayShareViews } from "#features/views/view-rights.ts";

export type NewView = ViewContent & { name: string; isShared: boolean };
export type SaveViewResult = { ok: true; id: string } | { ok: false; code: ViewProblem };

/** Keeps a list under a name, behind the person's other views. */
export async function saveView(session: Session, view: NewView): Promise<SaveViewResult> {
  if (!mayKeepViews(session) || (view.isShared && !mayShareViews(session))) return { ok: false, code: "forbidden" };
  const problem = nameProblem(view.name);
  if (problem) return { ok: false, code: problem };

  const { workspaceId, userId } = session;
  return db.transaction(async (tx) => {
    const own = await lockViews(tx, session);
    if (!own) return { ok: false, code: "forbidden" };
    if (own.count >= MAX_VIEWS) return { ok: false, code: "too_many" };
    const [saved] = await tx
      .insert(savedViews)
      .values({ ...view, workspaceId, userId, id: v7(), position: own.next })
      .onConflictDoNothing()
      .returning({ id: savedViews.id });
    return saved ? { ok: true, id: saved.id } : { ok: false, code: "name_taken" };
  });
}
