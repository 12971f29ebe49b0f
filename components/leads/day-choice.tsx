"use client";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Field, TextInput } from "#components/ui/field.tsx";
import { dateOf, usualDays } from "#features/leads/follow-up-day.ts";

/** A day to come back: the usual ones, any other, or none where `mayClear`. Days are YYYY-MM-DD; `today` is the reader's. */
export function DayChoice({
  today,
  on = null,
  mayClear,
  onChoose,
}: {
  today: string;
  on?: string | null;
  mayClear: boolean;
  onChoose: (day: string | null) => void;
}) {
  const t = useTranslations("lead.followUp");
  const usual = usualDays(today);
  const choice = { today, onChoose };
  return (
    <>
      <Day {...choice} label={t("chooseToday")} day={usual.today} />
      <Day {...choice} label={t("chooseTomorrow")} day={usual.tomorrow} />
      <Day {...choice} label={t("chooseMonday")} day={usual.monday} />
      <form
        className="flex items-end gap-2 px-2 py-1.5"
        action={(entries) => {
          const day = String(entries.get("day") ?? "");
          if (day) onChoose(day);
        }}
      >
        <Field label={t("own")} className="flex-1">
          {(control) => <TextInput type="date" name="day" required min={today} defaultValue={on ?? ""} {...control} />}
        </Field>
        <Button type="submit">{t("save")}</Button>
      </form>
      {mayClear && <Day {...choice} label={t("clear")} day={null} />}
    </>
  );
}

/** "Mon, 2 Mar", with the year where it is not this one. */
export function useDayWords(today: string): (day: string) => string {
  const format = useFormatter();
  return (day) => {
    const year = day.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: "numeric" } as const);
    return format.dateTime(dateOf(day), { weekday: "short", day: "numeric", month: "short", ...year, timeZone: "UTC" });
  };
}

function Day({
  label,
  day,
  today,
  onChoose,
}: {
  label: string;
  day: string | null;
  today: string;
  onChoose: (day: string | null) => void;
}) {
  const words = useDayWords(today);
  return (
    <button
      type="button"
      onClick={() => onChoose(day)}
      className="flex min-h-8 w-full items-center justify-between gap-4 rounded-md px-2 text-left text-sm hover:bg-hover max-md:min-h-11"
    >
      {label}
      {day && <span className="text-ink-3 text-xs">{words(day)}</span>}
    </button>
  );
}
