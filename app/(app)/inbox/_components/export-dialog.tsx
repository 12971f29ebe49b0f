"use client";
import { Download, ShieldCheck } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useCount } from "#components/leads/use-count.ts";
import { type PeopleNames, useFilterWords } from "#components/leads/use-filter-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Checkbox, Field, RadioGroup, Select } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { Count } from "#features/leads/count-leads.ts";
import { COLUMN_GROUP_NAMES, type ColumnGroup, DEFAULT_GROUPS } from "#features/leads/export-columns.ts";
import { activeFields, type LeadFilter, leadFilterParams } from "#features/leads/lead-filter.ts";

/** What goes into the file and for whom it is made. A form that downloads by itself. */
export function ExportDialog({
  filter,
  found,
  all,
  people,
  timeZone,
  isPhone = false,
}: {
  filter: LeadFilter;
  found: Count;
  all: Count;
  people: PeopleNames;
  timeZone: string;
  /** There the button is an icon. */
  isPhone?: boolean;
}) {
  const t = useTranslations("leadExport");
  const count = useCount();
  const words = useFilterWords(people);
  const form = useId();
  const [isOpen, setOpen] = useState(false);
  const [scope, setScope] = useState("view");
  const [kind, setKind] = useState("spreadsheet");
  const [groups, setGroups] = useState<readonly ColumnGroup[]>(DEFAULT_GROUPS);
  const isSpanish = useLocale() === "es";
  const rows = scope === "view" ? found : all;
  const description = activeFields(filter)
    .map((field) => words.chip(field, filter))
    .map(({ field, operator, value }) => `${field} ${operator} ${value}`)
    .join(" · ");

  return (
    <Dialog
      title={t("title")}
      size="lg"
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        isPhone ? (
          <IconButton label={t("open")} icon={<Download className="size-5!" />} />
        ) : (
          <Button icon={<Download />}>{t("open")}</Button>
        )
      }
      footer={
        <>
          <p className="min-w-0 flex-1 basis-60 text-ink-2 text-xs">{t("audit")}</p>
          <Button onClick={() => setOpen(false)}>{t("cancel")}</Button>
          <Button form={form} type="submit" variant="primary" icon={<Download />}>
            {t("download", { count: rows.count, countText: count(rows) })}
          </Button>
        </>
      }
    >
      <form
        id={form}
        action="/api/leads/export"
        onSubmit={() => setTimeout(() => setOpen(false))}
        className="-mx-6 -my-5 grid md:grid-cols-[1fr_17rem]"
      >
        <div className="flex flex-col gap-5 px-6 py-5">
          <RadioGroup
            legend={t("scope")}
            name="scope"
            value={scope}
            onChange={(event) => setScope(event.target.value)}
            options={[
              {
                value: "view",
                label: t("scopeView", { count: found.count, countText: count(found) }),
                hint: description,
              },
              { value: "all", label: t("scopeAll", { count: all.count, countText: count(all) }) },
            ]}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t("kind")}>
              {(control) => (
                <Select name="kind" value={kind} onChange={(event) => setKind(event.target.value)} {...control}>
                  <option value="spreadsheet">{t("kindSpreadsheet")}</option>
                  <option value="program">{t("kindProgram")}</option>
                </Select>
              )}
            </Field>
            <Field label={t("delimiter")}>
              {(control) => (
                <Select
                  key={kind}
                  name="delimiter"
                  defaultValue={kind === "spreadsheet" && isSpanish ? "semicolon" : "comma"}
                  {...control}
                >
                  <option value="comma">{t("comma")}</option>
                  <option value="semicolon">{t("semicolon")}</option>
                </Select>
              )}
            </Field>
            <Field label={t("timeZone")} hint={t("timeZoneHint")}>
              {(control) => (
                <Select name="tz" defaultValue={timeZone} {...control}>
                  {[...new Set([timeZone, "UTC"])].map((zone) => (
                    <option key={zone}>{zone}</option>
                  ))}
                </Select>
              )}
            </Field>
          </div>
          <p className="flex gap-2 text-ink-2 text-xs">
            <ShieldCheck className="size-3.5!" />
            <span>{kind === "spreadsheet" ? t("safe") : t("exact")}</span>
          </p>
          {[...leadFilterParams(filter)].map(([name, value]) => (
            <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
          ))}
        </div>
        <fieldset className="flex flex-col bg-sunken px-6 py-5 md:border-line md:border-l">
          <legend className="sr-only">{t("columns", { count: groups.length, all: COLUMN_GROUP_NAMES.length })}</legend>
          <div className="mb-1 flex items-baseline justify-between text-xs">
            <span aria-hidden className="text-ink-3">
              {t("columns", { count: groups.length, all: COLUMN_GROUP_NAMES.length })}
            </span>
            <button
              type="button"
              className="link font-medium max-md:min-h-11"
              onClick={() => setGroups(COLUMN_GROUP_NAMES)}
            >
              {t("allColumns")}
            </button>
          </div>
          {COLUMN_GROUP_NAMES.map((group) => (
            <Checkbox
              key={group}
              name="columns"
              value={group}
              checked={groups.includes(group)}
              onChange={({ target }) =>
                setGroups(target.checked ? [...groups, group] : groups.filter((other) => other !== group))
              }
              label={t(`column.${group}`)}
              className="min-h-7.5"
            />
          ))}
          <p className="mt-2 text-ink-2 text-xs">{t("always")}</p>
        </fieldset>
      </form>
    </Dialog>
  );
}
