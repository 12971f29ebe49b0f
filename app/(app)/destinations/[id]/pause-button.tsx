"use client";

import { Pause, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { pauseDestinationAction, resumeDestinationAction } from "#features/destinations/actions.ts";

/** Stops sending, or goes on with it. While it is stopped leads wait; a stop can be taken back. */
export function PauseButton({
  destinationId,
  name,
  isPaused,
  variant,
}: {
  destinationId: string;
  name: string;
  isPaused: boolean;
  variant: "primary" | "secondary";
}) {
  const t = useTranslations("destinations");
  const toast = useToast();
  const [isBusy, start] = useTransition();

  const run = (act: "pause" | "resume") =>
    start(async () => {
      const result = await (act === "pause" ? pauseDestinationAction : resumeDestinationAction)(destinationId);
      if (!result.ok) return toast.show({ text: t(`failure.${result.code}`), failed: true });
      if (act === "pause") toast.show({ text: t("paused", { name }), undo: () => run("resume") });
      else toast.show({ text: t("resumed", { name }) });
    });

  return isPaused ? (
    <Button variant={variant} icon={<Play />} busy={isBusy} onClick={() => run("resume")}>
      {t("resume")}
    </Button>
  ) : (
    <Button variant={variant} icon={<Pause />} busy={isBusy} onClick={() => run("pause")}>
      {t("pause")}
    </Button>
  );
}
