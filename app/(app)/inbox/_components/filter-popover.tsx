"use client";
import { ChevronLeft, ChevronRight, Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactElement, Suspense, useState } from "react";
import { type PeopleNames, useFilterWords } from "#components/leads/use-filter-words.ts";
import { Button } from "#components/ui/button.tsx";
import { KeyCap } from "#components/ui/key-cap.tsx";
import { Popover } from "#components/ui/popover.tsx";
import type { ListedField } from "#features/leads/filter-options.ts";
import type { LeadFilter } from "#features/leads/lead-filter.ts";
import { inboxHref } from "#features/leads/views.ts";
import { FilterChoices, FilterChoicesWaiting, type Filtering, isSingle } from "./filter-choices.tsx";

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

  function apply(entries: FormData) {
    onDone();
    router.push(inboxHref({ ...filter, ...change(filter, field, entries) }));
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
        {isSingle(field) ? (
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
      <Suspense fallback={<FilterChoicesWaiting />}>
        <FilterChoices field={field} filter={filter} options={options} people={people} query={query} />
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

function change(filter: LeadFilter, field: ListedField, entries: FormData): Partial<LeadFilter> {
  const values = entries.getAll(field).map(String);
  if (field === "received") {
    const days = `${entries.get("from") ?? ""}..${entries.get("to") ?? ""}`;
    // Days that were just set win over a preset, those that stood there already do not.
    return { received: days !== ".." && days !== filter.received ? days : (values[0] ?? filter.received) };
  }
  if (field === "test") return { test: values[0] === "shown" || values[0] === "only" ? values[0] : "hidden" };
  return { [field]: values };
}
