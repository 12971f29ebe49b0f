"use client";

import { Check, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { handleFailuresAction, reopenFailuresAction } from "#features/deliveries/actions.ts";
import type { DeliveryFilter } from "#features/deliveries/delivery-filter.ts";
import { ReplayDialog } from "./replay-dialog.tsx";

/** What can be done with all failures of one cause. */
export function FailureActions({ filter, count }: { filter: DeliveryFilter; count: number }) {
  const t = useTranslations("deliveries.failures");
  const refused = useTranslations("delivery.refused");
  const toast = useToast();
  const [isBusy, start] = useTransition();

  const handle = () =>
    start(async () => {
      const { tab: _, ...narrowing } = filter;
      const result = await handleFailuresAction({ filter: narrowing });
      if (!result.ok) {
        const text = result.code === "forbidden" ? refused("forbidden") : t("handledNone");
        return toast.show({ text, failed: true });
      }
      toast.show({
        text: t("handled", { count: result.count }),
        undo: () =>
          start(async () => {
            const undone = await reopenFailuresAction({ handledAt: result.handledAt });
            if (undone.ok) toast.show({ text: t("reopened", { count: undone.count }) });
          }),
      });
    });

  return (
    <>
      <ReplayDialog
        filter={filter}
        trigger={
          <Button variant="ghost" icon={<Send />}>
            {t("send", { count })}
          </Button>
        }
      />
      <Button variant="ghost" icon={<Check />} busy={isBusy} onClick={handle}>
        {t("handle")}
      </Button>
    </>
  );
}
