"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { cancelReplayAction } from "#features/deliveries/actions.ts";

/** Ends a bulk replay; what it has not tried is what it was before. */
export function ReplayCancel({ replayId }: { replayId: string }) {
  const t = useTranslations("replay");
  const toast = useToast();
  const [isBusy, start] = useTransition();
  const cancel = () =>
    start(async () => {
      const result = await cancelReplayAction(replayId);
      toast.show(
        result.ok
          ? { text: t("progress.cancelled", { count: result.putBack }) }
          : { text: t(`refused.${result.code}`), failed: true },
      );
    });
  return (
    <Button busy={isBusy} busyLabel={t("progress.cancelling")} onClick={cancel}>
      {t("progress.cancel")}
    </Button>
  );
}
