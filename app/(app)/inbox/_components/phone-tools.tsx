"use client";
import { Search, SlidersHorizontal } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Dialog } from "#components/ui/dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { EVERYTHING, splitFilter } from "#features/leads/lead-filter.ts";
import { inboxHref } from "#features/leads/views.ts";
import { FilterChips } from "./filter-bar.tsx";
import { FieldThenValues } from "./filter-popover.tsx";
import type { Filtering } from "./filtering.ts";

/** Search and filter on a phone. The search lies over the head while it is open. */
export function PhoneTools({
  search,
  save,
  isSearched,
  ...filtering
}: Filtering & {
  search: ReactNode;
  /** At the foot of the filter sheet. */
  save: ReactNode;
  /** Something was searched for, so that the search stands open. */
  isSearched: boolean;
}) {
  const t = useTranslations("inbox");
  const [isSearching, setSearching] = useState(isSearched);
  const [isFiltering, setFiltering] = useState(false);
  const hasChips = splitFilter(filtering.filter).chips.length > 0;
  return (
    <div className="flex items-center md:hidden">
      <IconButton
        label={t("search")}
        icon={<Search className="size-5!" />}
        aria-expanded={isSearching}
        onClick={() => setSearching(!isSearching)}
      />
      <Dialog
        title={t("filter.chosen")}
        open={isFiltering}
        onOpenChange={setFiltering}
        trigger={<IconButton label={t("filter.add")} icon={<SlidersHorizontal className="size-5!" />} />}
        footer={
          <>
            {save}
            {hasChips && (
              <Link
                href={inboxHref(EVERYTHING)}
                onClick={() => setFiltering(false)}
                className="flex h-11 items-center rounded-md px-3 font-medium text-ink-2"
              >
                {t("filter.clear")}
              </Link>
            )}
          </>
        }
      >
        <div className="-mx-3 -my-3 flex flex-col gap-3">
          {hasChips ? (
            <div className="flex flex-wrap gap-2 px-2">
              <FilterChips {...filtering} />
            </div>
          ) : (
            <p className="px-2 text-ink-3">{t("filter.none")}</p>
          )}
          <section aria-label={t("filter.addLabel")} className="-mx-3 border-line border-t">
            <FieldThenValues {...filtering} onDone={() => setFiltering(false)} />
          </section>
        </div>
      </Dialog>
      {isSearching && <div className="absolute inset-x-0 top-14 z-20 bg-surface px-4 pb-2">{search}</div>}
    </div>
  );
}
