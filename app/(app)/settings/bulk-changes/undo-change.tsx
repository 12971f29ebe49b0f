"use client";
import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { useSettle } from "#components/bulk/use-settle.ts";
import { Button } from "#components/ui/button.tsx";
import { undoBulkAction } from "#features/bulk/actions.ts";

export function UndoChange({ id, name }: { id: string; name: string }) {
  const t = useTranslations("bulkChanges");
  const { begun } = useSettle();
  const [isBusy, start] = useTransition();
  return (
    <Button
      size="sm"
      icon={<Undo2 />}
      busy={isBusy}
      aria-label={name}
      onClick={() => start(async () => begun(await undoBulkAction(id), name))}
    >
      {t("undo")}
    </Button>
  );
}
