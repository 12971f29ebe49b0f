"use client";
import { useFormatter, useTranslations } from "next-intl";
import { use } from "react";
import { type PeopleNames, useFilterWords } from "#components/leads/use-filter-words.ts";
import { Checkbox, Field, TextInput } from "#components/ui/field.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { FilterOptions, ListedField } from "#features/leads/filter-options.ts";
import type { LeadFilter } from "#features/leads/lead-filter.ts";
import { foldText } from "#lib/fold.ts";

export type Filtering = { filter: LeadFilter; options: Promise<FilterOptions>; people: PeopleNames };

/** Fields of which a lead list has one value at a time. */
export function isSingle(field: ListedField): boolean {
  return field === "received" || field === "test";
}

/** The values a field can have, each with the number of leads it would show. `query` narrows the list. */
export function FilterChoices({
  field,
  filter,
  options,
  people,
  query,
}: Filtering & { field: ListedField; query: string }) {
  const t = useTranslations("inbox.filter");
  const format = useFormatter();
  const words = useFilterWords(people);
  const known = use(options)[field];
  const given = filter[field];
  const chosen: readonly string[] = Array.isArray(given) ? given : given ? [given] : [];
  // What is chosen stays in the list although no lead has it.
  const values = [
    ...known,
    ...chosen
      .filter((value) => !known.some((one) => one.value === value) && !value.includes(".."))
      .map((value) => ({ value, count: 0 })),
  ];
  const isShown = (value: string) => foldText(words.value(field, value)).includes(foldText(query.trim()));

  return (
    <fieldset className="max-h-74 overflow-y-auto p-1.5">
      <legend className="sr-only">{words.field(field)}</legend>
      {values.map(({ value, count }) => (
        <div key={value} hidden={!isShown(value)} className="flex items-center gap-2 rounded-md px-1.5 hover:bg-hover">
          {isSingle(field) ? (
            <Radio
              name={field}
              value={value}
              defaultChecked={chosen.includes(value)}
              label={words.value(field, value)}
            />
          ) : (
            <Checkbox
              name={field}
              value={value}
              defaultChecked={chosen.includes(value)}
              label={<bdi className="wrap-anywhere">{words.value(field, value)}</bdi>}
              className="min-h-8 min-w-0 flex-1"
            />
          )}
          <span className="text-ink-3 tabular-nums">{format.number(count)}</span>
        </div>
      ))}
      {values.length === 0 && <p className="px-1.5 py-2 text-ink-3">{t("nothing")}</p>}
      {field === "received" && <Days range={filter.received} />}
    </fieldset>
  );
}

function Radio({
  name,
  value,
  defaultChecked,
  label,
}: {
  name: string;
  value: string;
  defaultChecked: boolean;
  label: string;
}) {
  return (
    <label className="flex min-h-8 flex-1 items-center gap-2 max-md:min-h-11">
      <input
        type="radio"
        name={name}
        value={value}
        defaultChecked={defaultChecked}
        className="size-4 shrink-0 appearance-none rounded-full border border-line-control bg-surface checked:border-[5px] checked:border-ink"
      />
      {label}
    </label>
  );
}

/** Days of one's own choosing; they win over the presets. */
function Days({ range }: { range: string | null }) {
  const t = useTranslations("inbox.filter.received");
  const [from, to] = range?.includes("..") ? range.split("..") : [];
  return (
    <div className="mt-1.5 grid grid-cols-2 gap-2 border-line border-t px-1.5 pt-2 pb-1">
      <Field label={t("fromLabel")}>
        {(control) => <TextInput type="date" name="from" defaultValue={from} {...control} />}
      </Field>
      <Field label={t("toLabel")}>
        {(control) => <TextInput type="date" name="to" defaultValue={to} {...control} />}
      </Field>
    </div>
  );
}

export function FilterChoicesWaiting() {
  return (
    <div className="flex flex-col gap-4 p-4">
      <Skeleton className="h-3 w-3/4" />
      <Skeleton className="h-3 w-full" />
      <Skeleton className="h-3 w-2/3" />
    </div>
  );
}
