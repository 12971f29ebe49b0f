import { classes } from "#components/ui/classes.ts";

/** A place where text will stand; width and height come as classes. Appears after 150 ms, does not move. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={classes("block animate-appear rounded-sm bg-neutral-soft", className)} />;
}

const WIDTHS = ["w-3/4", "w-full", "w-5/6", "w-2/3", "w-11/12"];
const FADES = [
  "",
  "opacity-90",
  "opacity-80",
  "opacity-70",
  "opacity-60",
  "opacity-50",
  "opacity-40",
  "opacity-30",
  "opacity-20",
];

/** Rows of a table that is on its way, fading down the page. `columns` are the widths of the real ones, as classes. */
export function SkeletonRows({ columns, rows = 16, label }: { columns: string[]; rows?: number; label: string }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other identity
          key={row}
          className={classes(
            "flex h-11.5 items-center gap-4 border-line border-b px-5",
            FADES[Math.floor(row / 2)] ?? "opacity-10",
          )}
        >
          {columns.map((column, index) => (
            <div key={column} className={column}>
              <Skeleton className={classes("h-2.5", WIDTHS[(row + index) % WIDTHS.length])} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
