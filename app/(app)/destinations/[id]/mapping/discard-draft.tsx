"use client";

import { useTranslations } from "next-intl";
import { useRef, useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";

/** Goes back to the live version, after saying what is lost. */
export function DiscardDraft({
  count,
  liveVersion,
  onDiscard,
}: {
  /** How many fields the draft changes. */
  count: number;
  liveVersion: number;
  onDiscard: () => Promise<boolean>;
}) {
  const t = useTranslations("mapping");
  const keep = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [isBusy, start] = useTransition();

  const discard = () =>
    start(async () => {
      if (await onDiscard()) setOpen(false);
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
            {t("discardConfirm", { count })}
          </Button>
          <Button ref={keep} onClick={() => setOpen(false)}>
            {t("discardKeep")}
          </Button>
        </>
      }
    >
      <p className="text-base text-ink-2">{t("discardText", { count, version: liveVersion })}</p>
    </Dialog>
  );
}
