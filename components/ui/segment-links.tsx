import Link from "next/link";
import { classes } from "#components/ui/classes.ts";

export type SegmentLink = { href: string; label: string; count?: string; active: boolean };

/** Small filters over a list: one of a few, each with its count. `label` names the group. */
export function SegmentLinks({ label, segments }: { label: string; segments: SegmentLink[] }) {
  return (
    <nav aria-label={label} className="flex gap-1 overflow-x-auto">
      {segments.map((segment) => (
        <Link
          key={segment.href}
          href={segment.href}
          aria-current={segment.active ? "page" : undefined}
          className={classes(
            "flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2.5 font-medium text-sm max-md:h-11",
            segment.active ? "bg-neutral-soft text-ink" : "text-ink-2 hover:bg-hover",
          )}
        >
          {segment.label}
          {segment.count !== undefined && <span className="text-ink-2 tabular-nums">{segment.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
