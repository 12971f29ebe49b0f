"use client";
import { ListFilter, X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type PeopleNames, useFilterWords } from "#components/leads/use-filter-words.ts";
import { Button } from "#components/ui/button.tsx";
import type { FilterOptions, ListedField } from "#features/leads/filter-options.ts";
import {
  activeFields,
  EVERYTHING,
  type FilterField,
  type LeadFilter,
  withoutField,
} from "#features/leads/lead-filter.ts";
import { inboxHref } from "#features/leads/views.ts";
import { FilterPopover } from "./filter-popover.tsx";

/** What the list is narrowed down to: a chip for each field, each with its own choice, and the way to add one. */
export function FilterBar(filtering: { filter: LeadFilter; options: Promise<FilterOptions>; people: PeopleNames }) {
  const t = useTranslations("inbox.filter");
  const { filter } = filtering;
  const fields = activeFields(filter);
  return (
    <div className="flex min-h-11 shrink-0 items-start gap-2 px-5 pb-2 max-md:hidden">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2">
        {fields.map((field) => (
          <Chip key={field} field={field} {...filtering} />
        ))}
        <FilterPopover
          {...filtering}
          trigger={
            <Button variant="ghost" size="sm" icon={<ListFilter />} className="text-sm!">
              {t("add")}
            </Button>
          }
        />
      </div>
      {(fields.length > 0 || filter.q) && (
        <Link
          href={inboxHref(EVERYTHING)}
          className="flex h-7 items-center rounded-md px-2 font-medium text-ink-2 text-sm hover:bg-hover"
        >
          {t("clear")}
        </Link>
      )}
    </div>
  );
}

function Chip({
  field,
  ...filtering
}: {
  field: FilterField;
  filter: LeadFilter;
  options: Promise<FilterOptions>;
  people: PeopleNames;
}) {
  const t = useTranslations("inbox.filter");
  const words = useFilterWords(filtering.people).chip(field, filtering.filter);
  const parts = (
    <>
      <span className="text-ink-2">{words.field}</span>
      <span className="text-ink-3">{words.operator}</span>
      <bdi className="truncate font-medium text-ink">{words.value}</bdi>
    </>
  );
  const look = "flex min-w-0 items-center gap-1.5 rounded-l-md px-2";
  return (
    <span className="flex h-7 min-w-0 max-w-full rounded-md border border-line-strong bg-surface text-sm">
      {isListed(field) ? (
        <FilterPopover
          field={field}
          {...filtering}
          trigger={
            <button type="button" className={`${look} hover:bg-hover`}>
              {parts}
            </button>
          }
        />
      ) : (
        <span className={look}>{parts}</span>
      )}
      <Link
        href={inboxHref(withoutField(filtering.filter, field))}
        aria-label={t("remove", { field: words.field })}
        className="flex w-7 shrink-0 items-center justify-center rounded-r-md border-line-strong border-l text-ink-2 hover:bg-hover"
      >
        <X className="size-3.5!" />
      </Link>
    </span>
  );
}

function isListed(field: FilterField): field is ListedField {
  return field !== "delivery" && field !== "unread";
}
