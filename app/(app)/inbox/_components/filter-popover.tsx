"use client";
import { ChevronLeft, ChevronRight, Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactElement, Suspense, use, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox, Field, TextInput } from "#components/ui/field.tsx";
import { KeyCap } from "#components/ui/key-cap.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { FilterOptions, ListedField } from "#features/leads/filter-options.ts";
import type { LeadFilter } from "#features/leads/lead-filter.ts";
import { inboxHref } from "#features/leads/views.ts";
import { foldText } from "#lib/fold.ts";
import { type PeopleNames, useFilterWords } from "./use-filter-words.ts";

const FIELDS = [
  "action",
  "marketplace",
  "offer",
  "country",
  "status",
  "owner",
  "received",
  "test",
] as const satisfies readonly ListedField[];

type Filtering = { filter: LeadFilter; options: Promise<FilterOptions>; people: PeopleNames };

/** Chooses what a field must be. Without `field` it asks for the field first. */
export function FilterPopover({
  field,
  trigger,
  ...filtering
}: Filtering & { field?: ListedField; trigger: ReactElement }) {
  const t = useTranslations("inbox.filter");
  const [isOpen, setOpen] = useState(false);
  const [chosen, choose] = useState(field);

  function onOpenChange(open: boolean) {
    setOpen(open);
    if (open) choose(field);
  }

  return (
    <Popover trigger={trigger} label={t("add")} open={isOpen} onOpenChange={onOpenChange} className="w-70">
      {chosen ? (
        <FieldValues
          key={chosen}
          field={chosen}
          {...filtering}
          onBack={field ? undefined : () => choose(undefined)}
          onDone={() => setOpen(false)}
        />
      ) : (
        <FieldList people={filtering.people} onChoose={choose} />
      )}
    </Popover>
  );
}

function FieldList({ people, onChoose }: { people: PeopleNames; onChoose: (field: ListedField) => void }) {
  const words = useFilterWords(people);
  return (
    <ul className="p-1">
      {FIELDS.map((field) => (
        <li key={field}>
          <button
            type="button"
            onClick={() => onChoose(field)}
            className="flex h-8 w-full items-center justify-between rounded-md px-2 text-left hover:bg-hover max-md:h-11"
          >
            {words.field(field)}
            <ChevronRight className="text-ink-3" />
          </button>
        </li>
      ))}
    </ul>
  );
}

type Values = Filtering & { field: ListedField; onBack?: () => void; onDone: () => void };

function FieldValues({ field, filter, options, people, onBack, onDone }: Values) {
  const t = useTranslations("inbox.filter");
  const router = useRouter();
  const words = useFilterWords(people);
  const [query, setQuery] = useState("");
  const isSingle = field === "received" || field === "test";

  function apply(entries: FormData) {
    onDone();
    router.push(inboxHref({ ...filter, ...change(field, entries) }));
  }

  return (
    <form action={apply}>
      <div className="flex h-10 items-center gap-2 border-line border-b px-3">
        {onBack && (
          <button
            type="button"
            aria-label={t("back")}
            onClick={onBack}
            className="-ml-1 grid size-6 place-items-center rounded-sm text-ink-2 hover:bg-hover"
          >
            <ChevronLeft />
          </button>
        )}
        {isSingle ? (
          <p className="font-semibold">{words.field(field)}</p>
        ) : (
          <>
            <Search className="text-ink-3" />
            <input
              type="search"
              value={query}
              onChange={(event) => setQuery(event.target.value)}
              aria-label={t("search", { field: words.field(field) })}
              placeholder={t("search", { field: words.field(field) })}
              className="h-full min-w-0 flex-1 bg-transparent outline-none placeholder:text-ink-3"
            />
          </>
        )}
      </div>
      <Suspense fallback={<Waiting />}>
        <Choices field={field} filter={filter} options={options} people={people} query={query} />
      </Suspense>
      <div className="flex items-center justify-between gap-2 border-line border-t px-3 py-2">
        <span className="flex items-center gap-1.5 text-ink-2 text-xs max-md:invisible">
          <KeyCap>{t("space")}</KeyCap> {t("toggle")}
        </span>
        <Button type="submit" size="sm">
          {t("apply")}
        </Button>
      </div>
    </form>
  );
}

function Choices({ field, filter, options, people, query }: Filtering & { field: ListedField; query: string }) {
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
  const isSingle = field === "received" || field === "test";
  const isShown = (value: string) => foldText(words.value(field, value)).includes(foldText(query.trim()));

  return (
    <fieldset className="max-h-74 overflow-y-auto p-1.5">
      <legend className="sr-only">{words.field(field)}</legend>
      {values.map(({ value, count }) => (
        <div key={value} hidden={!isShown(value)} className="flex items-center gap-2 rounded-md px-1.5 hover:bg-hover">
          {isSingle ? (
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

function Waiting() {
  return (
    <div className="flex flex-col gap-4 p-4">
      <Skeleton className="h-3 w-3/4" />
      <Skeleton className="h-3 w-full" />
      <Skeleton className="h-3 w-2/3" />
    </div>
  );
}

function change(field: ListedField, entries: FormData): Partial<LeadFilter> {
  const values = entries.getAll(field).map(String);
  if (field === "received") {
    const [from, to] = [String(entries.get("from") ?? ""), String(entries.get("to") ?? "")];
    return { received: from || to ? `${from}..${to}` : (values[0] ?? null) };
  }
  if (field === "test") return { test: values[0] === "shown" || values[0] === "only" ? values[0] : "hidden" };
  return { [field]: values };
}
