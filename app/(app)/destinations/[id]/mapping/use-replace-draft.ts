"use client";

import { useTranslations } from "next-intl";
import { useToast } from "#components/ui/toast.tsx";
import type { MappingRow } from "#connectors/connector.ts";
import { discardDraftAction, restoreVersionAction } from "#features/mappings/actions.ts";
import type { MappingView } from "#features/mappings/get-mapping.ts";
import type { useAutosave } from "./use-autosave.ts";

/** Other rows in place of the draft's: those of the live version, or of one before it. */
export function useReplaceDraft(
  { destinationId, liveRows }: MappingView,
  draft: ReturnType<typeof useAutosave>,
  rows: MappingRow[],
  onReplace: (rows: MappingRow[]) => MappingRow[],
) {
  const t = useTranslations("mapping");
  const toast = useToast();

  return {
    /** True when the draft is gone. */
    async discard(): Promise<boolean> {
      // A save still on its way would bring the draft back.
      await draft.save();
      const result = await discardDraftAction(destinationId);
      if (result.ok) draft.accept(onReplace(liveRows), 0);
      toast.show(result.ok ? { text: t("discarded") } : { text: t(`failure.${result.code}`), failed: true });
      return result.ok;
    },

    async restore(version: number): Promise<void> {
      await draft.save();
      const result = await restoreVersionAction(destinationId, version);
      if (!result.ok) return toast.show({ text: t(`failure.${result.code}`), failed: true });
      draft.accept(onReplace(result.rows), result.changes);
      // What was on the screen before is saved as any other change is.
      toast.show({ text: t("restored", { version }), undo: () => onReplace(rows) });
    },
  };
}
