"use client";
import { Download, ShieldCheck } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useId, useRef, useState } from "react";
import { v7 } from "uuid";
import { useSelection } from "#components/leads/selection.ts";
import { useCount } from "#components/leads/use-count.ts";
import { type PeopleNames, useFilterWords } from "#components/leads/use-filter-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Checkbox, Field, RadioGroup, Select } from "#components/ui/field.tsx";
import { asksForOthers } from "#features/leads/contactable-only.ts";
import type { Count } from "#features/leads/count-leads.ts";
import { fitsSheetAction } from "#features/leads/export-actions.ts";
import { EXPORT_KINDS, type ExportKind } from "#features/leads/export-columns.ts";
import { type LeadFilter, splitFilter } from "#features/leads/lead-filter.ts";
import { countSelected, scopeOf } from "#features/leads/lead-selection.ts";
import { writeFilter } from "#features/leads/write-filter.ts";
import { ExportColumns } from "./export-columns.tsx";
import { ExportProgress } from "./export-progress.tsx";
import { useExportCount } from "./use-export-count.ts";

export type ExportChoice = {
  filter: LeadFilter;
  /** features/leads/list-sort.ts: the file has the order of the list. */
  sort?: string;
  found: Count;
  all: Count;
  people: PeopleNames;
  timeZone: string;
};
type Scope = "view" | "selected" | "all";

/** What goes into the file and for whom it is made. A form that downloads by itself. */
export function ExportForm({
  filter,
  sort,
  found,
  all,
  people,
  timeZone,
  onClose,
  finalFocus,
}: ExportChoice & { onClose: () => void; finalFocus: () => HTMLElement | true }) {
  const t = useTranslations("leadExport");
  const count = useCount();
  const words = useFilterWords(people);
  const isSpanish = useLocale() === "es";
  const form = useId();
  const idField = useRef<HTMLInputElement>(null);
  const selection = useSelection();
  const selected = countSelected(selection);
  const [scope, setScope] = useState<Scope>(selected.count > 0 ? "selected" : "view");
  const [kind, setKind] = useState<ExportKind>("spreadsheet");
  const [isTooLong, setTooLong] = useState(false);
  const [running, setRunning] = useState<string | null>(null);

  const text = writeFilter(filter);
  const asked = { view: text, selected: scopeOf(selection, text, new Date()).filter, all: "" }[scope];
  const [ticked, setTicked] = useState<boolean | null>(null);
  // Whoever asks for test leads wants them in the file.
  const isContactable = ticked ?? (scope === "all" || !asksForOthers(filter));
  const counts = useExportCount(asked);
  const known = { view: found, selected, all }[scope];
  const rows = (isContactable ? counts?.contactable : counts?.all) ?? known;

  async function begin(event: FormEvent<HTMLFormElement>) {
    const element = event.currentTarget;
    event.preventDefault();
    if (kind === "xlsx" && rows.isMore && !(await fitsSheetAction(asked, isContactable))) return setTooLong(true);
    const id = v7();
    if (idField.current) idField.current.value = id;
    // The browser's own download: it writes to the disk as it comes, however much it is.
    element.submit();
    setRunning(id);
  }

  if (running) return <ExportProgress id={running} total={rows} onClose={onClose} finalFocus={finalFocus} />;
  const isCsv = kind === "spreadsheet" || kind === "program";
  return (
    <Dialog
      title={t("title")}
      size="lg"
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      finalFocus={finalFocus}
      footer={
        <>
          <p className="min-w-0 flex-1 basis-60 text-ink-2 text-xs">{t("audit")}</p>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button form={form} type="submit" variant="primary" icon={<Download />}>
            {t("download", { count: rows.count, countText: count(rows) })}
          </Button>
        </>
      }
    >
      <form id={form} action="/api/leads/export" onSubmit={begin} className="-mx-6 -my-5 grid md:grid-cols-[1fr_17rem]">
        <div className="flex flex-col gap-5 px-6 py-5">
          <RadioGroup
            legend={t("scope")}
            name="chosen"
            value={scope}
            onChange={({ target }) => {
              setScope(target.value === "all" || target.value === "selected" ? target.value : "view");
              setTooLong(false);
            }}
            options={[
              {
                value: "view",
                label: t("scopeView", { count: found.count, countText: count(found) }),
                hint: splitFilter(filter)
                  .chips.map((condition) => words.chip(condition))
                  .map(({ field, operator, value }) => `${field} ${operator} ${value}`)
                  .join(" · "),
              },
              ...(selected.count > 0
                ? [
                    {
                      value: "selected",
                      label: t("scopeSelected", { count: selected.count, countText: count(selected) }),
                    },
                  ]
                : []),
              { value: "all", label: t("scopeAll", { count: all.count, countText: count(all) }) },
            ]}
          />
          <Checkbox
            name="contactable"
            value="1"
            checked={isContactable}
            onChange={({ target }) => setTicked(target.checked)}
            label={t("contactable", { count: leftOut(counts), isMore: String(counts?.all.isMore ?? false) })}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t("kind")} error={isTooLong && t("tooLong")}>
              {(control) => (
                <Select
                  name="kind"
                  value={kind}
                  onChange={({ target }) => {
                    setKind(EXPORT_KINDS.find((known) => known === target.value) ?? "spreadsheet");
                    setTooLong(false);
                  }}
                  {...control}
                >
                  {EXPORT_KINDS.map((each) => (
                    <option key={each} value={each}>
                      {t(`kindName.${each}`)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            {isCsv && (
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
            )}
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
            <span>{t(`about.${kind}`)}</span>
          </p>
          <input type="hidden" name="q" value={asked} />
          {sort && <input type="hidden" name="sort" value={sort} />}
          <input ref={idField} type="hidden" name="id" defaultValue="" />
        </div>
        <ExportColumns />
      </form>
    </Dialog>
  );
}

/** Nothing to say where counting stopped before the end. */
function leftOut(counts: ReturnType<typeof useExportCount>): number {
  return counts ? counts.all.count - counts.contactable.count : 0;
}
