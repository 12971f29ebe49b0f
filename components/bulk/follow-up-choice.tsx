"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import type { Choice } from "#components/bulk/bulk-choices.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field, TextInput } from "#components/ui/field.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { dateOf, usualDays } from "#features/leads/follow-up-day.ts";

/** The day on which somebody comes back to the leads. */
export function FollowUpChoice({ today, trigger, onChoose }: Choice & { today: string }) {
  const t = useTranslations("lead.followUp");
  const format = useFormatter();
  const [isOpen, setOpen] = useState(false);
  const days = usualDays(today);

  function choose(on: string | null) {
    setOpen(false);
    onChoose({ kind: "follow_up", on });
  }

  const day = (words: string, on: string | null) => (
    <button
      type="button"
      onClick={() => choose(on)}
      className="flex min-h-8 w-full items-center justify-between gap-4 rounded-md px-2 text-left hover:bg-hover max-md:min-h-11"
    >
      {words}
      {on && (
        <span className="text-ink-3 text-xs">
          {format.dateTime(dateOf(on), { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" })}
        </span>
      )}
    </button>
  );

  return (
    <Popover label={t("label")} open={isOpen} onOpenChange={setOpen} side="top" className="w-64 p-1" trigger={trigger}>
      {day(t("chooseToday"), days.today)}
      {day(t("chooseTomorrow"), days.tomorrow)}
      {day(t("chooseMonday"), days.monday)}
      <form
        className="flex items-end gap-2 px-2 py-1.5"
        action={(entries) => {
          const on = String(entries.get("day") ?? "");
          if (on) choose(on);
        }}
      >
        <Field label={t("own")} className="flex-1">
          {(control) => <TextInput type="date" name="day" required min={today} {...control} />}
        </Field>
        <Button type="submit">{t("save")}</Button>
      </form>
      {day(t("clear"), null)}
    </Popover>
  );
}
