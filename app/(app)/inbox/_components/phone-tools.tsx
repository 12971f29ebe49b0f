"use client";
import { Search, SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { PeopleNames } from "#components/leads/use-filter-words.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { FilterOptions } from "#features/leads/filter-options.ts";
import type { LeadFilter } from "#features/leads/lead-filter.ts";
import { FilterPopover } from "./filter-popover.tsx";

/** Search and filter on a phone. The search lies over the head while it is open. */
export function PhoneTools({
  search,
  ...filtering
}: {
  search: ReactNode;
  filter: LeadFilter;
  options: Promise<FilterOptions>;
  people: PeopleNames;
}) {
  const t = useTranslations("inbox");
  const [isSearching, setSearching] = useState(filtering.filter.q !== "");
  return (
    <div className="flex items-center md:hidden">
      <IconButton
        label={t("search")}
        icon={<Search className="size-5!" />}
        aria-expanded={isSearching}
        onClick={() => setSearching(!isSearching)}
      />
      <FilterPopover
        {...filtering}
        trigger={<IconButton label={t("filter.add")} icon={<SlidersHorizontal className="size-5!" />} />}
      />
      {isSearching && <div className="absolute inset-x-0 top-14 z-20 bg-surface px-4 pb-2">{search}</div>}
    </div>
  );
}
