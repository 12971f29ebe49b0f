import Link from "next/link";
import { classes } from "#components/ui/classes.ts";

export type TabLink = { href: string; label: string; count?: number | string; active: boolean };

/** Tabs that are pages of their own. `label` names the group. */
export function TabLinks({ label, tabs, className }: { label: string; tabs: TabLink[]; className?: string }) {
  return (
    <nav
      aria-label={label}
      className={classes("flex gap-6 overflow-x-auto shadow-[inset_0_-1px_0_var(--line)]", className)}
    >
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab.active ? "page" : undefined}
          className={classes(
            "flex h-10 shrink-0 items-center gap-1.5 border-b-2 font-medium text-sm max-md:h-11",
            tab.active ? "border-ink text-ink" : "border-transparent text-ink-2 hover:text-ink",
          )}
        >
          {tab.label}
          {tab.count !== undefined && <span className="text-ink-3 tabular-nums">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
