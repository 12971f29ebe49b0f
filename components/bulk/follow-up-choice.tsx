"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Choice } from "#components/bulk/bulk-choices.tsx";
import { DayChoice } from "#components/leads/day-choice.tsx";
import { Popover } from "#components/ui/popover.tsx";

/** The day on which somebody comes back to the leads. */
export function FollowUpChoice({ today, trigger, onChoose }: Choice & { today: string }) {
  const t = useTranslations("lead.followUp");
  const [isOpen, setOpen] = useState(false);

  function choose(on: string | null) {
    setOpen(false);
    onChoose({ kind: "follow_up", on });
  }

  return (
    <Popover label={t("label")} open={isOpen} onOpenChange={setOpen} side="top" className="w-64 p-1" trigger={trigger}>
      <DayChoice today={today} mayClear onChoose={choose} />
    </Popover>
  );
}
