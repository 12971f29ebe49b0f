"use client";
import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import type { Colleague } from "#features/leads/note-text.ts";
import { foldText } from "#lib/fold.ts";

const MAX_SHOWN = 6;

/**
 * Suggests people while somebody types "@" and the beginning of a name: arrows choose, Enter and Tab take, Escape
 * leaves it. The focus stays in the text (the ARIA pattern of a combobox's list, without its role, which a text of many
 * lines cannot have).
 */
export function useMentions(field: RefObject<HTMLTextAreaElement | null>, people: Colleague[]) {
  const listId = useId();
  const [query, setQuery] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const [picked, setPicked] = useState<string[]>([]);
  const found = query === null ? [] : people.filter(startsLike(query)).slice(0, MAX_SHOWN);
  const isOpen = found.length > 0;
  const optionId = (at: number) => `${listId}-${at}`;

  function look() {
    setQuery(queryAt(field.current));
    setActive(0);
  }

  function pick({ id, name }: Colleague) {
    const text = field.current;
    if (!text || query === null) return;
    const end = text.selectionStart;
    text.setRangeText(`@${name} `, end - query.length - 1, end, "end");
    text.focus();
    setPicked([...picked, id]);
    setQuery(null);
  }

  /** True where the key was for the list. */
  function onKeyDown(event: KeyboardEvent): boolean {
    if (!isOpen || event.nativeEvent.isComposing) return false;
    const step = STEPS[event.key];
    if (step) setActive((active + step + found.length) % found.length);
    else if (event.key === "Escape") setQuery(null);
    else if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || event.key === "Tab") {
      const person = found[active];
      if (person) pick(person);
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return {
    found,
    isOpen,
    active,
    picked,
    listId,
    optionId,
    pick,
    onKeyDown,
    field: {
      onInput: look,
      onClick: look,
      onBlur: () => setQuery(null),
      "aria-autocomplete": "list" as const,
      "aria-controls": isOpen ? listId : undefined,
      "aria-activedescendant": isOpen ? optionId(active) : undefined,
    },
    clear: () => setPicked([]),
  };
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

/** What stands between an "@" that begins a word and the caret. */
function queryAt(text: HTMLTextAreaElement | null): string | null {
  if (!text || text.selectionStart !== text.selectionEnd) return null;
  const before = text.value.slice(0, text.selectionStart);
  return /(?:^|[^\p{L}\p{N}])@([^@\n]{0,40})$/u.exec(before)?.[1] ?? null;
}

/** The name, or one of its words. */
function startsLike(query: string) {
  const start = foldText(query);
  return ({ name }: Colleague) => {
    const folded = foldText(name);
    return folded.startsWith(start) ? folded !== start : folded.includes(` ${start}`);
  };
}
