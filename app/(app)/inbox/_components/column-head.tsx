import { ArrowDown, ArrowUp, UserRound } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { classes } from "#components/ui/classes.ts";
import type { Column } from "#features/leads/list-columns.ts";
import type { Sort } from "#features/leads/list-sort.ts";
import { inboxHref } from "#features/leads/views.ts";
import { type InboxView, lookOf } from "./inbox-view.ts";

type Head = Column | "lead";

/** The orders of a column; its head offers the first one first. */
const SORTS_OF: Partial<Record<Head, readonly Sort[]>> = {
  lead: ["name", "-name"],
  received: ["-received", "received"],
  follow_up: ["due"],
};

/** The name of a column; where the list can be ordered by it a link that does so, and then the other way round. */
export function ColumnHead({ column, view, className }: { column: Head; view?: InboxView; className: string }) {
  const isSorted = view !== undefined && isOrderOf(column, view.sort);
  const isDown = view?.sort.startsWith("-") ?? false;
  const next = view && nextSort(column, view.sort);
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (isDown ? "descending" : "ascending") : undefined}
      className={classes("h-8 pr-4 text-left font-normal text-ink-3 text-xs last:pr-5", className)}
    >
      {next ? (
        <Link
          href={inboxHref(view.filter, { ...lookOf({ ...view, sort: next }), lead: view.lead })}
          scroll={false}
          prefetch={false}
          className="inline-flex min-h-6 max-w-full items-center gap-1 outline-offset-0! hover:text-ink"
        >
          <HeadWords column={column} />
          {isSorted && (isDown ? <ArrowDown className="size-3.5!" /> : <ArrowUp className="size-3.5!" />)}
        </Link>
      ) : (
        <HeadWords column={column} />
      )}
    </th>
  );
}

function HeadWords({ column }: { column: Head }) {
  const words = useTranslations("inbox.column")(column);
  if (column === "status") return <span className="@max-[700px]:sr-only">{words}</span>;
  if (column !== "owner") return <span className="truncate">{words}</span>;
  return (
    <>
      <span className="sr-only @min-[1000px]:not-sr-only">{words}</span>
      <UserRound className="@min-[1000px]:hidden" />
    </>
  );
}

/** The company stands under the lead's name. */
function isOrderOf(column: Head, sort: Sort): boolean {
  return SORTS_OF[column]?.includes(sort) || (column === "lead" && sort.endsWith("company"));
}

function nextSort(column: Head, current: Sort): Sort | undefined {
  const sorts = SORTS_OF[column] ?? [];
  return sorts[(sorts.indexOf(current) + 1) % sorts.length];
}
