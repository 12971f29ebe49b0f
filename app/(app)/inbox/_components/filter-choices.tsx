"use client";
import { useFormatter, useTranslations } from "next-intl";
import { ActionIcon } from "#components/action-icon.tsx";
import { useFilterWords } from "#components/leads/use-filter-words.ts";
import { Checkbox, Field, TextInput } from "#components/ui/field.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { FilterNames } from "#features/leads/filter-names.ts";
import { knownValues, type ListedField } from "#features/leads/lead-filter.ts";
import { parseValue } from "#features/leads/parse-value.ts";
import { foldText } from "#lib/fold.ts";
import type { Asked } from "./use-field-options.ts";

export type Choice = { value: string; name: string; count?: number; isTyped?: true };

/** Fields of which a list has one value at a time. */
export function isSingle(field: ListedField): boolean {
  return field === "received" || field === "test";
}

/** What was found for the field and fits what is typed; what is chosen stays in the list although no lead has it. */
export function useChoices({
  field,
  chosen,
  query,
  asked,
  names,
}: {
  field: ListedField;
  chosen: readonly string[];
  query: string;
  asked: Asked;
  names: FilterNames;
}): Choice[] {
  const words = useFilterWords(names.names);
  if (!asked) return [];
  const counts = new Map(asked.options.map(({ value, count }) => [value, count]));
  const closed = knownValues(field) ?? (field === "owner" ? ["me", "none"] : []);
  // What is neither known nor chosen and no lead has, nobody looks for.
  const offered = closed.filter(
    (value) => counts.has(value) || !["other", "none"].includes(value) || field === "owner",
  );
  const order = knownValues(field) ? [...offered, ...counts.keys()] : [...counts.keys(), ...offered];
  const values = new Set([...order, ...chosen].filter((value) => !value.includes("..")));
  const found = [...values]
    .map((value) => ({
      value,
      name: words.value(field, value),
      ...(!asked.hasFailed && { count: counts.get(value) ?? 0 }),
    }))
    .filter(({ value, name }) => [name, value].some((text) => foldText(text).includes(foldText(query))));

  const typed = TYPED_FIELDS.has(field) ? parseValue(field, query) : null;
  return typed && !values.has(typed) ? [...found, { value: typed, name: typed, isTyped: true }] : found;
}

/** Fields that take what no lead has yet. */
const TYPED_FIELDS = new Set<ListedField>(["offer", "publisher", "tag", "domain", "country"]);

/** The values a field can have, each with the number of leads it would show, and days of one's own. */
export function FilterChoices({
  field,
  choices,
  chosen,
  asked,
  onToggle,
  onChoose,
}: {
  field: ListedField;
  choices: Choice[];
  chosen: readonly string[];
  asked: Asked;
  onToggle: (value: string, isChosen: boolean) => void;
  onChoose: (chosen: readonly string[]) => void;
}) {
  const t = useTranslations("inbox.filter");
  const format = useFormatter();
  const words = useFilterWords({});
  return (
    <fieldset className="max-h-74 overflow-y-auto p-1.5">
      <legend className="sr-only">{words.field(field)}</legend>
      {!asked && <Waiting />}
      {choices.map(({ value, name, count, isTyped }) => (
        <div key={value} className="flex items-center gap-2 rounded-md px-1.5 hover:bg-hover">
          <Option
            isSingle={isSingle(field)}
            name={field}
            checked={chosen.includes(value)}
            onChange={(isChosen) => onToggle(value, isChosen)}
          >
            {field === "action" && <ActionIcon action={value} />}
            <bdi className="min-w-0 wrap-anywhere">{isTyped ? t("typed", { value: name }) : name}</bdi>
          </Option>
          {count !== undefined && <span className="text-ink-3 tabular-nums">{format.number(count)}</span>}
        </div>
      ))}
      {asked && choices.length === 0 && <p className="px-1.5 py-2 text-ink-3">{t("nothing")}</p>}
      {(field === "received" || field === "due") && <Days field={field} chosen={chosen} onChoose={onChoose} />}
      {asked?.isPartial && <p className="px-1.5 pt-2 pb-1 text-ink-3 text-xs">{t("partial", { count: 10_000 })}</p>}
      {asked?.hasFailed && <p className="px-1.5 pt-2 pb-1 text-warn text-xs">{t("uncounted")}</p>}
    </fieldset>
  );
}

function Option({
  isSingle,
  name,
  checked,
  onChange,
  children,
}: {
  isSingle: boolean;
  name: string;
  checked: boolean;
  onChange: (isChosen: boolean) => void;
  children: React.ReactNode;
}) {
  const label = <span className="flex min-w-0 items-center gap-2">{children}</span>;
  const input = {
    name,
    checked,
    "data-option": true,
    onChange: (event: { target: { checked: boolean } }) => onChange(event.target.checked),
  };
  if (!isSingle) return <Checkbox {...input} label={label} className="min-h-8 min-w-0 flex-1" />;
  return (
    <label className="flex min-h-8 flex-1 items-center gap-2 max-md:min-h-11">
      <input
        type="radio"
        {...input}
        className="size-4 shrink-0 appearance-none rounded-full border border-line-control bg-surface checked:border-[5px] checked:border-ink"
      />
      {label}
    </label>
  );
}

/** Days of one's own choosing; of the arrival they stand in the place of the presets. */
function Days({
  field,
  chosen,
  onChoose,
}: {
  field: ListedField;
  chosen: readonly string[];
  onChoose: (chosen: readonly string[]) => void;
}) {
  const t = useTranslations("inbox.filter.received");
  const [from = "", to = ""] = chosen.find((value) => value.includes(".."))?.split("..") ?? [];

  function set(days: string) {
    const presets = isSingle(field) && days !== ".." ? [] : chosen.filter((value) => !value.includes(".."));
    onChoose(days === ".." ? presets : [...presets, days]);
  }

  return (
    <div className="mt-1.5 grid grid-cols-2 gap-2 border-line border-t px-1.5 pt-2 pb-1">
      <Field label={t("fromLabel")}>
        {(control) => (
          <TextInput type="date" value={from} onChange={({ target }) => set(`${target.value}..${to}`)} {...control} />
        )}
      </Field>
      <Field label={t("toLabel")}>
        {(control) => (
          <TextInput type="date" value={to} onChange={({ target }) => set(`${from}..${target.value}`)} {...control} />
        )}
      </Field>
    </div>
  );
}

function Waiting() {
  return (
    <div className="flex flex-col gap-4 p-2.5">
      <Skeleton className="h-3 w-3/4" />
      <Skeleton className="h-3 w-full" />
      <Skeleton className="h-3 w-2/3" />
    </div>
  );
}
