"use client";
import { ChevronLeft, Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useFilterWords } from "#components/leads/use-filter-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/field.tsx";
import { KeyCap } from "#components/ui/key-cap.tsx";
import { type Condition, type ListedField, withoutCondition } from "#features/leads/lead-filter.ts";
import { inboxHref } from "#features/leads/views.ts";
import { writeFilter } from "#features/leads/write-filter.ts";
import { FilterChoices, isSingle, useChoices } from "./filter-choices.tsx";
import { changed, type Filtering } from "./filtering.ts";
import { moveFocus } from "./move-focus.ts";
import { useFieldOptions } from "./use-field-options.ts";

/** Chooses what a field must be, or must not be where `instead` is such a condition, and shows the list that has it. */
export function FilterValues({
  filter,
  look,
  names,
  field,
  instead,
  onBack,
  onDone,
}: Filtering & {
  field: ListedField;
  /** The condition whose place the new one takes, maybe of another field. */
  instead?: Condition;
  onBack?: () => void;
  onDone: () => void;
}) {
  const t = useTranslations("inbox.filter");
  const router = useRouter();
  const words = useFilterWords(names.names);
  const form = useRef<HTMLFormElement>(null);
  const before = instead?.field === field ? instead : undefined;
  const [of, setOf] = useState(before?.of);
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState(before?.values ?? (field === "test" ? ["hidden"] : []));
  const rest = instead ? withoutCondition(filter, instead) : filter;
  const asked = useFieldOptions(writeFilter(rest), { field, ...(of && { of }) });
  const choices = useChoices({ field, chosen, query, asked, names });

  // On a phone the keyboard would cover the list.
  useEffect(() => {
    if (matchMedia("(pointer: fine)").matches) form.current?.querySelector<HTMLElement>("[data-option]")?.focus();
  }, []);

  function apply(event: FormEvent) {
    event.preventDefault();
    onDone();
    const condition = { field, ...(of && { of }), values: chosen, ...(instead?.isNot && { isNot: instead.isNot }) };
    router.push(inboxHref(changed(filter, condition, instead), look));
  }

  function toggle(value: string, isChosen: boolean) {
    const others = isSingle(field) ? [] : chosen.filter((one) => one !== value);
    setChosen(isChosen ? [...others, value] : others);
  }

  /** Who types and presses Enter means what was found, and who has typed nothing is done. */
  function onEnter(event: KeyboardEvent) {
    const [first] = choices;
    if (event.key !== "Enter" || event.nativeEvent.isComposing || !query.trim() || !first) return;
    event.preventDefault();
    toggle(first.value, !chosen.includes(first.value));
    setQuery("");
  }

  return (
    <form ref={form} onSubmit={apply} onKeyDown={isSingle(field) ? undefined : moveFocus}>
      <div className="flex h-10 items-center gap-2 border-line border-b px-3 max-md:h-12">
        {onBack && (
          <button
            type="button"
            aria-label={t("back")}
            onClick={onBack}
            className="-ml-1 grid size-6 place-items-center rounded-sm text-ink-2 hover:bg-hover max-md:size-11"
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
              data-option
              value={query}
              onChange={(event) => setQuery(event.target.value)}
              onKeyDown={onEnter}
              aria-label={t("searchValues", { field: words.field(field) })}
              placeholder={t("searchWith", {
                field: words.field(field),
                operator: words.operator(field, 2, instead?.isNot),
              })}
              className="h-full min-w-0 flex-1 bg-transparent outline-none placeholder:text-ink-3 max-md:text-lg"
            />
          </>
        )}
      </div>
      {field === "delivery" && names.destinations.length > 0 && (
        <Select
          aria-label={t("destination")}
          value={of ?? ""}
          onChange={(event) => setOf(event.target.value || undefined)}
          className="mx-3 mt-2.5"
        >
          <option value="">{t("anyDestination")}</option>
          {names.destinations.map((destination) => (
            <option key={destination.of} value={destination.of}>
              {destination.name}
            </option>
          ))}
        </Select>
      )}
      <FilterChoices
        field={field}
        choices={choices}
        chosen={chosen}
        asked={asked}
        onToggle={toggle}
        onChoose={setChosen}
      />
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
