"use client";
import { useTranslations } from "next-intl";
import { lazy, type ReactNode, Suspense, useLayoutEffect } from "react";
import type { BulkBarContent } from "#components/bulk/bulk-bar.tsx";
import { showList, useIsPicking, useSelection } from "#components/leads/selection.ts";
import { useShownUntil } from "#components/live/live-list.tsx";
import { classes } from "#components/ui/classes.ts";
import { countSelected } from "#features/leads/lead-selection.ts";

/** Comes when something is ticked: most visits only read. */
const BulkBar = lazy(() => import("#components/bulk/bulk-bar.tsx").then(({ BulkBar }) => ({ default: BulkBar })));

/**
 * The list with what is ticked in it. `children` are its rows, drawn on the server; they look at `data-selecting` and
 * `data-picking` of this element.
 */
export function ListSelection({
  page,
  children,
  ...bar
}: BulkBarContent & {
  /** The numbers of the rows, from the top. */
  page: readonly number[];
  children: ReactNode;
}) {
  const t = useTranslations("inbox.select");
  const { count } = countSelected(useSelection());
  const isPicking = useIsPicking();
  const isSelecting = count > 0;
  const { filter } = bar;
  const until = useShownUntil();
  // Before the browser paints: the ticks of another list must not flash up in this one. What waits behind the bar of new
  // leads cannot be ticked.
  useLayoutEffect(
    () =>
      showList(
        filter,
        page.filter((number) => number <= until),
      ),
    [filter, page, until],
  );

  return (
    <>
      <div
        data-list
        data-selecting={isSelecting || undefined}
        data-picking={isPicking || undefined}
        className={classes(
          "group/list min-h-0 flex-1 border-line md:scroll-pt-10 md:overflow-auto md:border-t",
          // Room for the last rows above the bar.
          isSelecting && "pb-16 md:scroll-pb-20",
        )}
      >
        {children}
      </div>
      <p role="status" className="sr-only">
        {isSelecting ? t("count", { count }) : ""}
      </p>
      {isSelecting && (
        <Suspense>
          <BulkBar {...bar} />
        </Suspense>
      )}
    </>
  );
}
