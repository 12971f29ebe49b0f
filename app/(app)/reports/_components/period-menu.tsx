"use client";
import { Calendar, Check, ChevronDown } from "lucide-react";
import Form from "next/form";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field, TextInput } from "#components/ui/field.tsx";
import { Popover } from "#components/ui/popover.tsx";
import type { Period, Preset } from "#features/reports/period.ts";

/** The days a report is about: one of the usual periods, or any. */
export function PeriodMenu({
  label,
  period,
  presets,
  today,
  kept,
  timeZone,
}: {
  label: string;
  period: Period;
  presets: { preset: Preset; href: string; isChosen: boolean }[];
  today: string;
  /** What the address also says. */
  kept: Record<string, string>;
  timeZone: string;
}) {
  const t = useTranslations("reports.period");
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      label={t("label")}
      align="end"
      className="w-80 p-1"
      trigger={
        <Button icon={<Calendar />}>
          <span className="sr-only">{t("label")}</span>
          {label}
          <ChevronDown className="text-ink-2" aria-hidden />
        </Button>
      }
    >
      <ul>
        {presets.map(({ preset, href, isChosen }) => (
          <li key={preset}>
            <Link
              href={href}
              prefetch={false}
              onClick={close}
              aria-current={isChosen ? "true" : undefined}
              className="flex min-h-8 items-center gap-2 rounded-md px-2 hover:bg-hover max-md:min-h-11"
            >
              <span className="flex-1">{t(`preset.${preset}`)}</span>
              {isChosen && <Check aria-hidden />}
            </Link>
          </li>
        ))}
      </ul>
      <Form action="/reports" onSubmit={close} className="mt-1 flex flex-col gap-2 border-line border-t px-2 pt-3 pb-2">
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="grid grid-cols-2 gap-2">
          <Day name="from" label={t("from")} value={period.from} latest={today} />
          <Day name="to" label={t("to")} value={period.to} latest={today} />
        </div>
        <p className="text-ink-2 text-xs">{t("note", { zone: timeZone })}</p>
        <Button type="submit">{t("show")}</Button>
      </Form>
    </Popover>
  );
}

function Day({ name, label, value, latest }: { name: string; label: string; value: string; latest: string }) {
  return (
    <Field label={label}>
      {(control) => <TextInput type="date" name={name} defaultValue={value} max={latest} required {...control} />}
    </Field>
  );
}
