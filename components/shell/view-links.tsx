"use client";
import { Users } from "lucide-react";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { isWithin } from "#components/shell/nav-link.tsx";
import { ViewActions } from "#components/shell/view-actions.tsx";
import type { ViewRow } from "#components/shell/view-row.ts";
import { classes } from "#components/ui/classes.ts";
import { parseFilter } from "#features/leads/parse-filter.ts";
import { viewOf } from "#features/leads/views.ts";

/** The views under "Inbox", while the inbox is open. */
export function ViewLinks({ label, rows }: { label: string; rows: ViewRow[] }) {
  const pathname = usePathname();
  const search = useSearchParams();
  if (!isWithin(pathname, "/inbox")) return null;

  const active = activeKey(rows, search);
  return (
    <ul aria-label={label} className="mt-0.5 mb-1 ml-4 border-line-strong border-l pl-1.5 max-xl:hidden">
      {rows.map((row) => (
        <ViewLink key={row.key} row={row} isActive={row.key === active} />
      ))}
    </ul>
  );
}

function ViewLink({ row, isActive }: { row: ViewRow; isActive: boolean }) {
  const { saved } = row;
  const hasActions = saved?.may.change;
  return (
    <li className="group relative">
      <Link
        href={row.href}
        aria-current={isActive ? "page" : undefined}
        title={saved && row.label}
        className={classes(
          "flex h-7 items-center gap-2 rounded-md border px-2 text-sm",
          isActive
            ? "border-line-strong bg-surface font-semibold text-ink"
            : "border-transparent text-ink-2 hover:bg-hover hover:text-ink",
        )}
      >
        <span className="min-w-0 flex-1 truncate">{row.label}</span>
        {saved && <SharedMark saved={saved} />}
        <span
          className={classes(
            "min-w-4 text-right text-ink-2 tabular-nums",
            hasActions && "group-focus-within:invisible group-hover:invisible group-has-data-popup-open:invisible",
          )}
        >
          {row.count}
        </span>
      </Link>
      {saved && hasActions && (
        <span className="absolute top-0.5 right-1 opacity-0 focus-within:opacity-100 group-hover:opacity-100 has-data-popup-open:opacity-100">
          <ViewActions saved={saved} name={row.label} />
        </span>
      )}
    </li>
  );
}

/** Everybody has the view. */
export function SharedMark({ saved: { isShared, sharedBy } }: { saved: NonNullable<ViewRow["saved"]> }) {
  const t = useTranslations("views");
  if (!isShared) return null;
  return (
    <span className="shrink-0 text-ink-3" title={sharedBy ? t("sharedBy", { name: sharedBy }) : t("sharedByYou")}>
      <Users aria-hidden className="size-3!" />
      <span className="sr-only">{sharedBy ? t("sharedBy", { name: sharedBy }) : t("sharedByYou")}</span>
    </span>
  );
}

/** The saved view that the address names, else the built-in one whose conditions it still holds. */
export function activeKey(rows: ViewRow[], search: URLSearchParams): string {
  const named = rows.find(({ saved }) => saved && saved.id === search.get("view"));
  return named?.key ?? viewOf(parseFilter(search.getAll("q").join(" ")).filter);
}
