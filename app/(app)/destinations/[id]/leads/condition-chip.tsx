"use client";

import { X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useFilterWords } from "#components/leads/use-filter-words.ts";
import { Checkbox, TextInput } from "#components/ui/field.tsx";
import { Popover } from "#components/ui/popover.tsx";
import type { ConditionField } from "#features/rules/routing.ts";
import { foldText } from "#lib/fold.ts";

/** What one field must be, as the inbox's filter shows it, with the values to choose from. */
export function ConditionChip({
  chip,
  field,
  chosen,
  options,
  startOpen,
  onChange,
  onRemove,
}: {
  chip: { field: string; operator: string; value: string };
  field: ConditionField;
  chosen: readonly string[];
  options: { value: string; count: number }[];
  startOpen: boolean;
  onChange: (chosen: string[]) => void;
  onRemove: () => void;
}) {
  const t = useTranslations("routing");
  const filterWords = useTranslations("inbox.filter");
  const format = useFormatter();
  const words = useFilterWords({});
  const [isOpen, setOpen] = useState(startOpen);
  const [query, setQuery] = useState("");
  // What is chosen stays in the list although no lead has it; an offer may be named before its first lead comes.
  const typed = field === "offer" && query.trim() ? [query.trim()] : [];
  const extra = [...chosen, ...typed].filter((value) => !options.some((option) => option.value === value));
  const values = [...options, ...[...new Set(extra)].map((value) => ({ value, count: 0 }))];
  const isShown = (value: string) => foldText(words.value(field, value)).includes(foldText(query.trim()));

  return (
    <span className="flex h-7 min-w-0 max-w-full rounded-md border border-line-strong bg-surface max-md:h-11">
      <Popover
        label={words.field(field)}
        open={isOpen}
        onOpenChange={setOpen}
        className="w-70"
        trigger={
          <button type="button" className="flex min-w-0 items-center gap-1.5 rounded-l-md px-2 hover:bg-hover">
            <span className="text-ink-2">{chip.field}</span>
            <span className="text-ink-3">{chip.operator}</span>
            <bdi className="truncate font-medium text-ink">{chip.value || t("choose")}</bdi>
          </button>
        }
      >
        <div className="border-line border-b p-2">
          <TextInput
            type="search"
            value={query}
            onChange={({ target }) => setQuery(target.value)}
            aria-label={filterWords("search", { field: words.field(field) })}
            placeholder={filterWords("search", { field: words.field(field) })}
          />
        </div>
        <fieldset className="max-h-74 overflow-y-auto p-1.5">
          <legend className="sr-only">{words.field(field)}</legend>
          {values.map(({ value, count }) => (
            <div
              key={value}
              hidden={!isShown(value)}
              className="flex items-center gap-2 rounded-md px-1.5 hover:bg-hover"
            >
              <Checkbox
                checked={chosen.includes(value)}
                onChange={({ target }) =>
                  onChange(target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
                }
                label={<bdi className="wrap-anywhere">{words.value(field, value)}</bdi>}
                className="min-h-8 min-w-0 flex-1"
              />
              <span className="text-ink-3 tabular-nums">{format.number(count)}</span>
            </div>
          ))}
          {values.length === 0 && <p className="px-1.5 py-2 text-ink-3">{filterWords("nothing")}</p>}
        </fieldset>
      </Popover>
      <button
        type="button"
        aria-label={filterWords("remove", { field: chip.field })}
        onClick={onRemove}
        className="flex w-7 shrink-0 items-center justify-center rounded-r-md border-line-strong border-l text-ink-2 hover:bg-hover max-md:w-11"
      >
        <X className="size-3.5!" />
      </button>
    </span>
  );
}
