"use client";
import { ChevronRight, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactElement, type ReactNode, useEffect, useRef, useState } from "react";
import { useFilterWords } from "#components/leads/use-filter-words.ts";
import { Popover } from "#components/ui/popover.tsx";
import { type Condition, LISTED_FIELDS, type ListedField } from "#features/leads/lead-filter.ts";
import { foldText } from "#lib/fold.ts";
import { FilterValues } from "./filter-values.tsx";
import { conditionOfField, type Filtering } from "./filtering.ts";
import { moveFocus } from "./move-focus.ts";

/** A popover whose content closes it. */
export function FilterPopover({
  label,
  trigger,
  children,
}: {
  label: string;
  trigger: ReactElement;
  children: (close: () => void) => ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover trigger={trigger} label={label} open={isOpen} onOpenChange={setOpen} className="w-70">
      {children(() => setOpen(false))}
    </Popover>
  );
}

/** Asks for a field and then for its values. `instead`: the condition that they replace. */
export function FieldThenValues({
  instead,
  onDone,
  ...filtering
}: Filtering & { instead?: Condition; onDone: () => void }) {
  const [field, choose] = useState<ListedField>();
  if (!field) return <FieldList names={filtering.names.names} onChoose={choose} />;
  return (
    <FilterValues
      key={field}
      {...filtering}
      field={field}
      instead={instead ?? conditionOfField(filtering.filter, field)}
      onBack={() => choose(undefined)}
      onDone={onDone}
    />
  );
}

function FieldList({
  names,
  onChoose,
}: {
  names: Filtering["names"]["names"];
  onChoose: (field: ListedField) => void;
}) {
  const t = useTranslations("inbox.filter");
  const words = useFilterWords(names);
  const search = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState("");
  const fields = LISTED_FIELDS.filter((field) =>
    [words.field(field), field].some((name) => foldText(name).includes(foldText(query))),
  );
  // On a phone the keyboard would cover the list.
  useEffect(() => {
    if (matchMedia("(pointer: fine)").matches) search.current?.focus();
  }, []);

  function onEnter(event: KeyboardEvent) {
    const [first] = fields;
    if (event.key === "Enter" && !event.nativeEvent.isComposing && first) {
      event.preventDefault();
      onChoose(first);
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows only move the focus between its buttons
    <div onKeyDown={moveFocus}>
      <div className="flex h-10 items-center gap-2 border-line border-b px-3 max-md:h-12">
        <Search className="text-ink-3" />
        <input
          ref={search}
          type="search"
          data-option
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={onEnter}
          aria-label={t("searchFields")}
          placeholder={t("searchFields")}
          className="h-full min-w-0 flex-1 bg-transparent outline-none placeholder:text-ink-3 max-md:text-lg"
        />
      </div>
      <ul className="max-h-80 overflow-y-auto p-1">
        {fields.map((field) => (
          <li key={field}>
            <button
              type="button"
              data-option
              onClick={() => onChoose(field)}
              className="flex h-8 w-full items-center justify-between rounded-md px-2 text-left outline-offset-[-2px] hover:bg-hover focus:bg-hover max-md:h-11"
            >
              {words.field(field)}
              <ChevronRight className="text-ink-3" />
            </button>
          </li>
        ))}
      </ul>
      {fields.length === 0 && <p className="px-3 py-2 text-ink-3">{t("noField")}</p>}
    </div>
  );
}
