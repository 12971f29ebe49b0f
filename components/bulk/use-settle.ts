import { useTranslations } from "next-intl";
import { startTransition } from "react";
import { useToast } from "#components/ui/toast.tsx";
import { undoBulkAction } from "#features/bulk/actions.ts";
import type { BulkProgress } from "#features/bulk/get-bulk-progress.ts";
import type { StartResult } from "#features/bulk/start-bulk-change.ts";

/** Long enough to look at what it did to a whole list. */
const UNDO_MS = 10_000;

/** The changes whose end this page has told of: a short one ends in its answer and in the frame. */
const told = new Set<string>();

/** What is told of a bulk change when it has begun and when it has ended. `name`: what it does, in words. */
export function useSettle() {
  const t = useTranslations("bulk");
  const toast = useToast();

  /** The frame follows what is still running (bulk-progress.tsx). */
  function begun(result: StartResult, name: string): void {
    if (!result.ok) toast.show({ text: t(`refused.${result.code}`), failed: true });
    else if (result.progress.state !== "running") ended(result.progress, name);
  }

  function ended({ id, state, done, mayUndo }: BulkProgress, name: string): void {
    if (told.has(id)) return;
    told.add(id);
    toast.show({
      text: state === "done" ? t("done", { name, count: done }) : t("stopped", { state, name, count: done }),
      failed: state === "failed",
      timeoutMs: UNDO_MS,
      undo: mayUndo ? () => takeBack(id, name) : undefined,
    });
  }

  function takeBack(id: string, name: string): void {
    startTransition(async () => begun(await undoBulkAction(id), t("undone", { name })));
  }

  return { begun, ended };
}
