"use client";

import { RotateCw, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { tryNowAction } from "#features/deliveries/actions.ts";
import type { Actionable } from "./actionable.ts";
import { SendAgainDialog } from "./send-again-dialog.tsx";
import { useDeliveryAction } from "./use-delivery-action.ts";

/** The one thing that most people want of this delivery as it stands. */
export function DeliveryActions({ delivery }: { delivery: Actionable }) {
  const t = useTranslations("delivery");
  const [isBusy, run] = useDeliveryAction();
  const [isSending, setSending] = useState(false);
  const { id, state, destinationId, isDestinationPaused, waitsForItsTime } = delivery;

  if (isDestinationPaused && state !== "skipped" && state !== "delivered") {
    return (
      <ButtonLink variant="primary" href={`/destinations/${destinationId}`}>
        {t("seeDestination")}
      </ButtonLink>
    );
  }
  if (state === "retry" || state === "held" || waitsForItsTime) {
    return (
      <Button
        variant="primary"
        icon={<RotateCw />}
        busy={isBusy}
        onClick={() => run(() => tryNowAction(id), { text: t("trying") })}
      >
        {t("tryNow")}
      </Button>
    );
  }
  if (state === "failed" || state === "cancelled" || state === "delivered") {
    return (
      <>
        <Button
          variant={state === "delivered" ? "secondary" : "primary"}
          icon={<Send />}
          onClick={() => setSending(true)}
        >
          {t("sendAgain")}
        </Button>
        <SendAgainDialog delivery={delivery} open={isSending} onOpenChange={setSending} />
      </>
    );
  }
  return null;
}
