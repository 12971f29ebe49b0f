"use client";

import { RotateCw, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { sendAgainAction, tryNowAction } from "#features/deliveries/actions.ts";
import type { DeliveryDetail } from "#features/deliveries/get-delivery.ts";

/** Brings the next try forward, or sends once more what has come to an end. */
export function DeliveryActions({
  delivery: { id, state, destinationId, isDestinationPaused },
}: {
  delivery: DeliveryDetail;
}) {
  const t = useTranslations("delivery");
  const toast = useToast();
  const [isBusy, start] = useTransition();

  const run = (act: typeof tryNowAction, done: string) =>
    start(async () => {
      const result = await act(id);
      toast.show(result.ok ? { text: done } : { text: t(`refused.${result.code}`), failed: true });
    });

  if (isDestinationPaused && state !== "skipped" && state !== "delivered") {
    return (
      <ButtonLink variant="primary" href={`/destinations/${destinationId}`}>
        {t("seeDestination")}
      </ButtonLink>
    );
  }
  if (state === "retry" || state === "held") {
    return (
      <Button variant="primary" icon={<RotateCw />} busy={isBusy} onClick={() => run(tryNowAction, t("trying"))}>
        {t("tryNow")}
      </Button>
    );
  }
  if (state === "failed" || state === "cancelled" || state === "delivered") {
    return (
      <Button
        variant={state === "delivered" ? "secondary" : "primary"}
        icon={<Send />}
        busy={isBusy}
        onClick={() => run(sendAgainAction, t("sendingAgain"))}
      >
        {t("sendAgain")}
      </Button>
    );
  }
  return null;
}
