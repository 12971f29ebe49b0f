"use client";
import { ListChecks } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { SelectPageBox } from "#components/leads/select-box.tsx";
import { pickByTapping, useIsPicking } from "#components/leads/selection.ts";
import { Button } from "#components/ui/button.tsx";
import { parseSort, SORTS } from "#features/leads/list-sort.ts";
import { inboxHref } from "#features/leads/views.ts";
import { type InboxView, lookOf } from "./inbox-view.ts";

/** What column heads and boxes do where there are none: the order of the list, and ticking its rows. */
export function PhoneStrip({ view, mayWork }: { view: InboxView; mayWork: boolean }) {
  const t = useTranslations("inbox");
  const router = useRouter();
  const isPicking = useIsPicking();
  return (
    <div className="flex h-11 shrink-0 items-center justify-between border-line border-b pr-1 pl-4 md:hidden">
      {isPicking ? (
        <SelectPageBox label={t("select.page")} className="-ml-0.5" />
      ) : (
        <label className="flex h-full items-center gap-1.5 text-ink-2 text-xs">
          {t("sortBy")}
          <select
            value={view.sort}
            onChange={({ target }) =>
              router.replace(inboxHref(view.filter, lookOf({ ...view, sort: parseSort(target.value) })))
            }
            className="h-full bg-transparent font-medium text-ink"
          >
            {SORTS.map((sort) => (
              <option key={sort} value={sort}>
                {t(`sort.${sort}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      {mayWork && (
        <Button variant="ghost" size="sm" icon={<ListChecks />} onClick={() => pickByTapping(!isPicking)}>
          {isPicking ? t("select.stop") : t("select.start")}
        </Button>
      )}
    </div>
  );
}
