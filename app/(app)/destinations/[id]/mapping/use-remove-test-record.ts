"use client";

import { useTranslations } from "next-intl";
import { useErrorWords } from "#components/error-words.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { removeTestRecordAction } from "#features/mappings/actions.ts";
import type { MappingView } from "#features/mappings/get-mapping.ts";

/** Deletes a test record at the destination and says what came of it; true when it is gone. */
export function useRemoveTestRecord({ destinationId, destinationName: destination, connector }: MappingView) {
  const t = useTranslations("testRecord");
  const errorWords = useErrorWords();
  const toast = useToast();

  return async (id: string): Promise<boolean> => {
    const result = await removeTestRecordAction(destinationId, id);
    if (result.ok) toast.show({ text: t("removed", { destination }) });
    else if (result.code === "refused") {
      const reason = errorWords(connector, result.problem).sentence;
      toast.show({ text: t("notRemoved", { destination, reason }), failed: true });
    } else toast.show({ text: t(`failure.${result.code}`, { destination }), failed: true });
    return result.ok;
  };
}
