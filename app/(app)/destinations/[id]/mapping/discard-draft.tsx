"use client";

import { useTranslations } from "next-intl";
import { useRef, useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { discardDraftAction } from "#features/mappings/actions.ts";
import type { useAutosave } from "./use-autosave.ts";

/** Goes back to the live version, after saying what is lost. */
export function DiscardDraft({
  destinationId,
  draft,
  liveVersion,
  onDiscarded,
}: {
  destinationId: string;
  draft: ReturnType<typeof useAutosave>;
  liveVersion: number | null;
  onDiscarded: () => void;
}) {
  const t = useTranslations("mapping");
  const toast = useToast();
  const keep = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [isBusy, start] = useTransition();

  const discard = () =>
    start(async () => {
      // A save still on its way would bring the draft back.
      await draft.save();
      const result = await discardDraftAction(destinationId);
      if (!result.ok) return toast.show({ text: t(`failure.${result.code}`), failed: true });
      setOpen(false);
      onDiscarded();
      toast.show({ text: t("discarded") });
    });

  return (
    <Dialog
      title={t("discardTitle")}
      open={isOpen}
      onOpenChange={setOpen}
      initialFocus={keep}
      trigger={<Button variant="danger">{t("discard")}</Button>}
      footer={
        <>
          <Button variant="danger" busy={isBusy} onClick={discard}>
            {t("discardConfirm", { count: draft.changes })}
          </Button>
          <Button ref={keep} onClick={() => setOpen(false)}>
            {t("discardKeep")}
          </Button>
        </>
      }
    >
      <p className="text-base text-ink-2">{t("discardText", { count: draft.changes, version: liveVersion ?? 0 })}</p>
    </Dialog>
  );
}
