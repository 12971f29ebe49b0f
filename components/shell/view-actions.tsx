"use client";
import { ArrowDown, ArrowUp, Ellipsis, PenLine, Trash2, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { RenameView } from "#components/shell/rename-view.tsx";
import type { SavedViewRow } from "#components/shell/view-row.ts";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { deleteViewAction, moveViewAction, restoreViewAction, shareViewAction } from "#features/views/actions.ts";
import type { ViewProblem } from "#features/views/view-content.ts";

/** What can be done with a saved view besides opening it. */
export function ViewActions({ saved, name }: { saved: SavedViewRow; name: string }) {
  const t = useTranslations("views");
  const toast = useToast();
  const [isBusy, start] = useTransition();
  const [isRenaming, setRenaming] = useState(false);
  const { id, isShared, may } = saved;

  type Result = { ok: true } | { ok: false; code: ViewProblem };
  const failed = (code: ViewProblem) => toast.show({ text: t(`problem.${code}`), failed: true });

  function act(action: () => Promise<Result>, done?: string) {
    start(async () => {
      const result = await action();
      if (!result.ok) failed(result.code);
      else if (done) toast.show({ text: done });
    });
  }

  function remove() {
    start(async () => {
      const result = await deleteViewAction(id);
      if (!result.ok) return failed(result.code);
      toast.show({ text: t("deleted", { name }), undo: () => act(() => restoreViewAction(result.view)) });
    });
  }

  return (
    <>
      <Menu
        align="end"
        trigger={
          <button
            type="button"
            aria-label={t("actions", { name })}
            aria-busy={isBusy || undefined}
            className="grid size-6 place-items-center rounded-sm text-ink-2 hover:bg-hover hover:text-ink max-md:size-11"
          >
            <Ellipsis />
          </button>
        }
      >
        <MenuItem icon={<PenLine />} onClick={() => setRenaming(true)}>
          {t("rename")}
        </MenuItem>
        {may.share && (
          <MenuItem
            icon={<Users />}
            onClick={() =>
              act(() => shareViewAction(id, !isShared), t(isShared ? "unsharedDone" : "sharedDone", { name }))
            }
          >
            {t(isShared ? "unshare" : "share")}
          </MenuItem>
        )}
        {may.moveUp && (
          <MenuItem icon={<ArrowUp />} onClick={() => act(() => moveViewAction(id, -1))}>
            {t("moveUp")}
          </MenuItem>
        )}
        {may.moveDown && (
          <MenuItem icon={<ArrowDown />} onClick={() => act(() => moveViewAction(id, 1))}>
            {t("moveDown")}
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem icon={<Trash2 />} danger onClick={remove}>
          {t("delete")}
        </MenuItem>
      </Menu>
      <RenameView id={id} name={name} open={isRenaming} onOpenChange={setRenaming} />
    </>
  );
}
