"use client";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from "react";
import { useSuggestionWords } from "#components/leads/use-suggestion-words.ts";
import { classes } from "#components/ui/classes.ts";
import type { FilterNames } from "#features/leads/filter-names.ts";
import { isListedField } from "#features/leads/lead-filter.ts";
import { parseFilter } from "#features/leads/parse-filter.ts";
import { suggest } from "#features/leads/suggest-filter.ts";
import { insertAt, typedAt } from "#features/leads/typed-condition.ts";
import { SuggestionList } from "./suggestion-list.tsx";
import { UnderlinedText } from "./underlined-text.tsx";
import { useFieldOptions } from "./use-field-options.ts";

const DELAY_MS = 150;

/**
 * The text of a filter, with suggestions for what is being typed (WAI-ARIA combobox with a list) and a line under what
 * cannot be read. Without JavaScript a text field called `q`.
 */
export function FilterInput({
  id,
  label,
  placeholder,
  defaultValue,
  beside = "",
  names,
  align = "left",
  isMono = false,
  onEscape,
}: {
  id?: string;
  label: string;
  placeholder?: string;
  defaultValue: string;
  /** The rest of the filter, which is not in the text: suggestions are counted within it. */
  beside?: string;
  names: FilterNames;
  align?: "left" | "right";
  isMono?: boolean;
  /** Escape while no list is open. */
  onEscape?: () => void;
}) {
  const t = useTranslations("inbox.suggest");
  const wordsOf = useSuggestionWords(names);
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const underlined = useRef<HTMLDivElement>(null);
  const [{ text, caret }, setTyping] = useState({ text: defaultValue, caret: -1 });
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);

  const typing = typedAt(text, caret);
  const { field, of } = typing;
  const asked = useFieldOptions(
    `${beside} ${typing.rest}`,
    isOpen && field && isListedField(field) ? { field, ...(of && { of }) } : null,
    DELAY_MS,
  );
  const suggestions = isOpen ? suggest(typing, wordsOf(), asked?.hasFailed ? null : (asked?.options ?? null)) : [];
  const isShown = suggestions.length > 0;
  const isTyping = (at: number, length: number) => caret >= at && caret <= at + length;
  const problems = parseFilter(text).problems.filter(({ at, length }) => !isTyping(at, length));

  const caretAfter = useRef<number | null>(null);
  useLayoutEffect(() => {
    const at = caretAfter.current;
    if (at !== null) input.current?.setSelectionRange(at, at);
    caretAfter.current = null;
    scroll();
  });

  /** What is under the text stays under it. */
  function scroll() {
    if (input.current && underlined.current) underlined.current.scrollLeft = input.current.scrollLeft;
  }

  function type(value: string, at: number) {
    setTyping({ text: value, caret: at });
    setOpen(value.trim() !== "");
    setActive(-1);
  }

  function choose(index: number) {
    const suggestion = suggestions[index];
    if (!suggestion) return;
    const { text: chosen, caret: behind } = insertAt(text, typing, suggestion.insert);
    setTyping({ text: chosen, caret: behind });
    setOpen(suggestion.insert.endsWith(":"));
    setActive(-1);
    caretAfter.current = behind;
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (isShown) setActive(((active + 1 + step + suggestions.length + 1) % (suggestions.length + 1)) - 1);
      else if (step === 1) open(event.currentTarget);
    } else if (event.key === "Enter" && isShown && active >= 0) {
      event.preventDefault();
      choose(active);
    } else if (event.key === "Escape" && isShown) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === "Escape") onEscape?.();
  }

  function open({ selectionStart }: HTMLInputElement) {
    setTyping({ text, caret: selectionStart ?? text.length });
    setOpen(true);
    setActive(0);
  }

  return (
    <div className={classes("relative h-full min-w-0 flex-1 text-sm max-md:text-lg", isMono && "font-mono")}>
      <div
        ref={underlined}
        aria-hidden
        className="pointer-events-none absolute inset-0 flex items-center overflow-hidden whitespace-pre text-transparent"
      >
        <span>
          <UnderlinedText text={text} problems={problems} />
        </span>
      </div>
      <input
        ref={input}
        id={id}
        name="q"
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={isShown}
        aria-controls={list}
        aria-activedescendant={isShown && active >= 0 ? `${list}-${active}` : undefined}
        aria-invalid={problems.length > 0 || undefined}
        placeholder={placeholder}
        value={text}
        onChange={({ target }) => type(target.value, target.selectionStart ?? target.value.length)}
        onSelect={({ currentTarget }) => {
          const at = currentTarget.selectionStart ?? 0;
          if (at === currentTarget.selectionEnd && at !== caret) setTyping({ text, caret: at });
        }}
        onScroll={scroll}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setOpen(false);
          setTyping({ text, caret: -1 });
        }}
        className="relative size-full bg-transparent text-ink outline-none placeholder:text-ink-3"
      />
      <SuggestionList
        id={list}
        suggestions={suggestions}
        active={active}
        hint={field === "received" || field === "due" ? t("days") : undefined}
        align={align}
        onChoose={choose}
      />
      <span role="status" className="sr-only">
        {isShown && t("count", { count: suggestions.length })}
      </span>
    </div>
  );
}
