"use client";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { isWithin } from "#components/shell/nav-link.tsx";
import { classes } from "#components/ui/classes.ts";

export type ViewLink = { href: string; label: string; count: string };

/** The saved views under "Inbox", while the inbox is open. */
export function ViewLinks({ label, views }: { label: string; views: ViewLink[] }) {
  const pathname = usePathname();
  const search = useSearchParams();
  if (!isWithin(pathname, "/inbox")) return null;

  const active = activeView(views, search);
  return (
    <ul aria-label={label} className="mt-0.5 mb-1 ml-4 border-line-strong border-l pl-1.5 max-xl:hidden">
      {views.map((view) => (
        <li key={view.href}>
          <Link
            href={view.href}
            aria-current={view === active ? "page" : undefined}
            className={classes(
              "flex h-7 items-center gap-2 rounded-md border px-2 text-sm",
              view === active
                ? "border-line-strong bg-surface font-semibold text-ink"
                : "border-transparent text-ink-2 hover:bg-hover hover:text-ink",
            )}
          >
            <span className="min-w-0 flex-1 truncate">{view.label}</span>
            <span className="text-ink-2 tabular-nums">{view.count}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The view whose parameters the address still holds, whatever was added to them. */
function activeView(views: ViewLink[], search: URLSearchParams): ViewLink | undefined {
  return views.findLast(({ href }) =>
    [...new URLSearchParams(href.split("?")[1])].every(([key, value]) => search.getAll(key).join() === value),
  );
}
