"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { requireSession } from "#features/people/require-session.ts";
import {
  type DeletedView,
  type DeleteViewResult,
  deletedView,
  deleteView,
  type RestoreViewResult,
  restoreView,
} from "#features/views/delete-view.ts";
import { type MoveViewResult, moveView } from "#features/views/move-view.ts";
import { type SaveViewResult, saveView } from "#features/views/save-view.ts";
import { type UpdateViewResult, updateView } from "#features/views/update-view.ts";
import { viewContent, viewName } from "#features/views/view-content.ts";

const viewId = z.uuid();

/** What a list shows and how, in the words of its address. */
export type ViewPlace = z.input<typeof viewContent>;

export async function saveViewAction(place: ViewPlace, name: string, isShared: boolean): Promise<SaveViewResult> {
  const content = viewContent.parse(place);
  return shown(
    await saveView(await requireSession(), {
      ...content,
      name: viewName.parse(name),
      isShared: z.boolean().parse(isShared),
    }),
  );
}

/** The view shows from now on what the list shows. */
export async function updateViewAction(id: string, place: ViewPlace): Promise<UpdateViewResult> {
  const change = { content: viewContent.parse(place) };
  return shown(await updateView(await requireSession(), viewId.parse(id), change));
}

export async function renameViewAction(id: string, name: string): Promise<UpdateViewResult> {
  return shown(await updateView(await requireSession(), viewId.parse(id), { name: viewName.parse(name) }));
}

export async function shareViewAction(id: string, isShared: boolean): Promise<UpdateViewResult> {
  const change = { isShared: z.boolean().parse(isShared) };
  return shown(await updateView(await requireSession(), viewId.parse(id), change));
}

export async function moveViewAction(id: string, step: -1 | 1): Promise<MoveViewResult> {
  const places = z.literal([-1, 1]).parse(step);
  return shown(await moveView(await requireSession(), viewId.parse(id), places));
}

export async function deleteViewAction(id: string): Promise<DeleteViewResult> {
  return shown(await deleteView(await requireSession(), viewId.parse(id)));
}

export async function restoreViewAction(view: DeletedView): Promise<RestoreViewResult> {
  return shown(await restoreView(await requireSession(), deletedView.parse(view)));
}

/** The navigation lists the views on every page. */
function shown<Result extends { ok: boolean }>(result: Result): Result {
  if (result.ok) revalidatePath("/", "layout");
  return result;
}
