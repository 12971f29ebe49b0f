"use client";
import { CalendarClock, CalendarPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useOptimistic, useState } from "react";
import { DayChoice, useDayWords } from "#components/leads/day-choice.tsx";
import { useChangeLead } from "#components/leads/use-change-lead.ts";
import { classes } from "#components/ui/classes.ts";
import { Popover } from "#components/ui/popover.tsx";
import { followUpState } from "#features/leads/follow-up-day.ts";

/** The day somebody means to come back to the lead; changes at once and can be taken back. `today` is the reader's. */
export function FollowUpMenu({
  number,
  on,
  today,
  mayChange,
  className,
}: {
  number: number;
  on: string | null;
  today: string;
  mayChange: boolean;
  className?: string;
}) {
  const t = useTranslations("lead.followUp");
  const dayWords = useDayWords(today);
  const [isOpen, setOpen] = useState(false);
  const [shown, show] = useOptimistic(on);
  const change = useChangeLead(number);
  const state = followUpState(shown, today);
  const name = t(state, { day: shown ? dayWords(shown) : "" });

  function set(day: string | null) {
    setOpen(false);
    change({ kind: "follow_up", on: day }, day ? t("set", { day: dayWords(day) }) : t("cleared"), () => show(day));
  }

  const look = classes(
    "inline-flex h-7 items-center gap-1 rounded-md px-1.5 text-xs max-md:h-11 [&_.lucide]:size-3.5",
    TONES[state],
    className,
  );
  const icon = state === "none" ? <CalendarPlus /> : <CalendarClock />;
  if (!mayChange) {
    return state === "none" ? null : (
      <span className={look}>
        {icon}
        {name}
      </span>
    );
  }
  return (
    <Popover
      label={t("label")}
      open={isOpen}
      onOpenChange={setOpen}
      className="w-64 p-1"
      trigger={
        <button type="button" data-command="follow-up" className={classes(look, "hover:bg-hover hover:text-ink")}>
          {icon}
          {name}
        </button>
      }
    >
      <DayChoice today={today} on={shown} mayClear={shown !== null} onChoose={set} />
    </Popover>
  );
}

const TONES = {
  none: "-ml-1.5 text-ink-2",
  on: "bg-neutral-soft font-medium text-ink-2",
  today: "bg-accent-soft font-medium text-ink",
  overdue: "bg-warn-soft font-medium text-warn",
};
