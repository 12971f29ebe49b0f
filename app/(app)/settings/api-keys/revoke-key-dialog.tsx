"use client";
import { useTranslations } from "next-intl";
import { useRef, useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { endApiKey } from "#features/api-keys/actions.ts";

export function RevokeKeyDialog({ id, name }: { id: string; name: string }) {
  const t = useTranslations("apiKeys");
  const keep = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [isBusy, start] = useTransition();
  return (
    <Dialog
      title={t("revokeTitle", { name })}
      open={isOpen}
      onOpenChange={setOpen}
      initialFocus={keep}
      trigger={
        <Button size="sm" variant="danger">
          {t("revoke")}
        </Button>
      }
      footer={
        <>
          <Button ref={keep} onClick={() => setOpen(false)}>
            {t("keep")}
          </Button>
          <Button variant="danger" busy={isBusy} busyLabel={t("revoking")} onClick={() => start(() => endApiKey(id))}>
            {t("revoke")}
          </Button>
        </>
      }
    >
      <p className="text-sm">{t("revokeText")}</p>
    </Dialog>
  );
}
