"use client";
import { CalendarClock, CalendarPlus } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useOptimistic, useState } from "react";
import { useChangeLead } from "#components/leads/use-change-lead.ts";
import { Button } from "#components/ui/button.tsx";
import { classes } from "#components/ui/classes.ts";
import { Field, TextInput } from "#components/ui/field.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { dateOf, followUpState, usualDays } from "#features/leads/follow-up-day.ts";

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
  const format = useFormatter();
  const [isOpen, setOpen] = useState(false);
  const [shown, show] = useOptimistic(on);
  const change = useChangeLead(number);
  const state = followUpState(shown, today);
  const name = t(state, { day: shown ? dayWords(shown) : "" });
  const usual = usualDays(today);

  function dayWords(day: string): string {
    const isThisYear = day.slice(0, 4) === today.slice(0, 4);
    const year = isThisYear ? {} : ({ year: "numeric" } as const);
    return format.dateTime(dateOf(day), { weekday: "short", day: "numeric", month: "short", ...year, timeZone: "UTC" });
  }

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
      <Day onChoose={() => set(usual.today)} words={dayWords(usual.today)}>
        {t("chooseToday")}
      </Day>
      <Day onChoose={() => set(usual.tomorrow)} words={dayWords(usual.tomorrow)}>
        {t("chooseTomorrow")}
      </Day>
      <Day onChoose={() => set(usual.monday)} words={dayWords(usual.monday)}>
        {t("chooseMonday")}
      </Day>
      <form
        className="flex items-end gap-2 px-2 py-1.5"
        action={(entries) => {
          const day = String(entries.get("day") ?? "");
          if (day) set(day);
        }}
      >
        <Field label={t("own")} className="flex-1">
          {(control) => (
            <TextInput type="date" name="day" required min={today} defaultValue={shown ?? ""} {...control} />
          )}
        </Field>
        <Button type="submit">{t("save")}</Button>
      </form>
      {shown && <Day onChoose={() => set(null)}>{t("clear")}</Day>}
    </Popover>
  );
}

const TONES = {
  none: "-ml-1.5 text-ink-2",
  on: "bg-neutral-soft font-medium text-ink-2",
  today: "bg-accent-soft font-medium text-ink",
  overdue: "bg-warn-soft font-medium text-warn",
};

function Day({ words, onChoose, children }: { words?: string; onChoose: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onChoose}
      className="flex min-h-8 w-full items-center justify-between gap-4 rounded-md px-2 text-left text-sm hover:bg-hover max-md:min-h-11"
    >
      {children}
      {words && <span className="text-ink-3 text-xs">{words}</span>}
    </button>
  );
}
