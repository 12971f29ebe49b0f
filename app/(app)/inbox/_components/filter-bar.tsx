"use client";
import { ListFilter, TextCursorInput } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { type Condition, EVERYTHING, splitFilter } from "#features/leads/lead-filter.ts";
import { inboxHref } from "#features/leads/views.ts";
import { FilterChip } from "./filter-chip.tsx";
import { FieldThenValues, FilterPopover } from "./filter-popover.tsx";
import { FilterText } from "./filter-text.tsx";
import type { Filtering } from "./filtering.ts";

/** What the list is narrowed down to: a chip for each condition and the way to add one, or all of it as text. */
export function FilterBar({
  text,
  children,
  ...filtering
}: Filtering & {
  /** The filter as it was typed. */
  text: string;
  /** At the end of the line. */
  children?: ReactNode;
}) {
  const t = useTranslations("inbox.filter");
  const [isText, setText] = useState(false);
  const { filter, look } = filtering;
  const { sort, cols } = look;
  return (
    <div className="flex min-h-11 shrink-0 items-start gap-2 px-5 pb-2 max-md:hidden">
      {isText ? (
        <FilterText {...filtering} text={text} onClose={() => setText(false)} />
      ) : (
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2">
          <FilterChips {...filtering} />
          <span className="flex items-center">
            <FilterPopover
              label={t("addLabel")}
              trigger={
                <Button variant="ghost" size="sm" icon={<ListFilter />} className="text-sm!" data-command="filter">
                  {t("add")}
                </Button>
              }
            >
              {(close) => <FieldThenValues {...filtering} onDone={close} />}
            </FilterPopover>
            <IconButton
              label={t("asText")}
              icon={<TextCursorInput />}
              className="size-7!"
              onClick={() => {
                setText(true);
                requestAnimationFrame(() => document.getElementById("filter-text")?.focus());
              }}
            />
          </span>
        </div>
      )}
      {filter.length > 0 && !isText && (
        <Link
          href={inboxHref(EVERYTHING, { sort, cols })}
          className="flex h-7 items-center rounded-md px-2 font-medium text-ink-2 text-sm hover:bg-hover"
        >
          {t("clear")}
        </Link>
      )}
      {children}
    </div>
  );
}

export function FilterChips(filtering: Filtering) {
  const { chips } = splitFilter(filtering.filter);
  const nth = (condition: Condition) => chips.filter(({ field }) => field === condition.field).indexOf(condition);
  // By its place, so that a chip that changes is the same chip and keeps the focus.
  return chips.map((condition) => (
    <FilterChip key={`${condition.field} ${nth(condition)}`} condition={condition} {...filtering} />
  ));
}
