"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { probeDestinationAction } from "#features/destinations/actions.ts";

/** Does not wait for the next try of a destination on hold; without a lead to try, sending just goes on. */
export function TryOneButton({
  destinationId,
  name,
  hasLeads,
  variant,
}: {
  destinationId: string;
  name: string;
  hasLeads: boolean;
  variant: "primary" | "secondary";
}) {
  const t = useTranslations("destinations");
  const toast = useToast();
  const [isBusy, start] = useTransition();

  const probe = () =>
    start(async () => {
      const result = await probeDestinationAction(destinationId);
      if (!result.ok) return toast.show({ text: t(`failure.${result.code}`), failed: true });
      toast.show({ text: t(hasLeads ? "probing" : "resumed", { name }) });
    });

  return (
    <Button variant={variant} busy={isBusy} onClick={probe}>
      {t(hasLeads ? "tryOne" : "goOn")}
    </Button>
  );
}
