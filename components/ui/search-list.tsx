"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { Search } from "lucide-react";
import { type ReactNode, useState } from "react";
import { foldText } from "#lib/fold.ts";

/** `disabled`: shown, so that nobody looks for it, and cannot be chosen. */
export type SearchOption<Value> = { id: string; value: Value; content: ReactNode; disabled?: boolean };
export type SearchGroup<Value> = { label: string; options: SearchOption<Value>[] };

/** A box to type in over a list to choose from: arrows move, Enter chooses. Stands inside a popover or dialog. */
export function SearchList<Value>({
  label,
  hint,
  empty,
  footer,
  groupsFor,
  onQuery,
  onChoose,
}: {
  label: string;
  /** At the right of what is typed. */
  hint?: string;
  empty: string;
  footer?: ReactNode;
  /** What to show for what was typed; groups without options are left out. */
  groupsFor(query: string): SearchGroup<Value>[];
  /** Hears what is typed, where some of it is looked for elsewhere. */
  onQuery?(query: string): void;
  onChoose(value: Value): void;
}) {
  const [query, setQuery] = useState("");
  const groups = groupsFor(query)
    .filter(({ options }) => options.length > 0)
    .map((group) => ({ ...group, items: group.options }));

  return (
    <Autocomplete.Root
      open
      inline
      mode="none"
      items={groups}
      value={query}
      onValueChange={(value, { reason }) => {
        if (reason === "item-press") return;
        setQuery(value);
        onQuery?.(value);
      }}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex h-10 items-center gap-2 border-line border-b px-3 text-ink-3">
        <Search aria-hidden />
        <Autocomplete.Input
          aria-label={label}
          placeholder={label}
          className="h-full min-w-0 flex-1 bg-transparent text-ink text-sm outline-none placeholder:text-ink-3"
        />
        {hint && <span className="shrink-0 text-xs max-sm:hidden">{hint}</span>}
      </div>

      <Autocomplete.List className="max-h-[min(340px,50dvh)] overflow-y-auto overscroll-contain p-1.5 empty:hidden">
        {(group: (typeof groups)[number]) => (
          <Autocomplete.Group key={group.label} items={group.items}>
            <Autocomplete.GroupLabel className="px-2 pt-2 pb-1 text-ink-3 text-xs">
              {group.label}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(option: SearchOption<Value>) => (
                <Autocomplete.Item
                  key={option.id}
                  value={option}
                  disabled={option.disabled}
                  onClick={() => !option.disabled && onChoose(option.value)}
                  className="flex min-h-7.5 scroll-my-8 cursor-default items-center gap-4 rounded-md px-2 py-0.5 text-sm outline-none select-none data-disabled:text-ink-3 data-highlighted:bg-hover max-sm:min-h-11"
                >
                  {option.content}
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
      <Autocomplete.Empty className="px-4 py-5 text-ink-3 text-sm empty:hidden">{empty}</Autocomplete.Empty>
      {footer}
    </Autocomplete.Root>
  );
}

/** Whether `words` hold what was typed; case and accents do not matter. */
export function holds(words: string, query: string): boolean {
  return foldText(words).includes(foldText(query.trim()));
}
