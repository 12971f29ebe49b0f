"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useTransition } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { sendAsNewAction } from "#features/deliveries/actions.ts";
import type { Actionable } from "./actionable.ts";
import { viewHref } from "./delivery-view.ts";

/** Makes a second delivery of the same lead, and says before that this is a duplicate. */
export function SendAsNewDialog({
  delivery: { id, state, newestCopy, destinationName: destination, identity },
  open,
  onOpenChange,
}: {
  delivery: Actionable;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("delivery.asNew");
  const refused = useTranslations("delivery.refused");
  const router = useRouter();
  const toast = useToast();
  const keep = useRef<HTMLButtonElement>(null);
  const [isBusy, start] = useTransition();

  const send = () =>
    start(async () => {
      const result = await sendAsNewAction(id, newestCopy);
      if (!result.ok) return toast.show({ text: refused(result.code), failed: true });
      toast.show({ text: t("done") });
      onOpenChange(false);
      router.push(viewHref({ tab: "all", delivery: result.deliveryId }), { scroll: false });
    });

  return (
    <Dialog
      title={t("title")}
      open={open}
      onOpenChange={onOpenChange}
      initialFocus={keep}
      footer={
        <>
          <Button ref={keep} onClick={() => onOpenChange(false)}>
            {t("keep")}
          </Button>
          <Button variant="danger" busy={isBusy} busyLabel={t("sending")} onClick={send}>
            {t("send")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 text-sm">
        <Banner tone="warn" fact={t("fact")}>
          {t(`warning.${identity}`, { destination })}
        </Banner>
        <p className="text-ink-2">{t("instead")}</p>
        {state === "failed" && <p className="text-ink-2">{t("failed")}</p>}
      </div>
    </Dialog>
  );
}
