import { classes } from "#components/ui/classes.ts";

/** A line as long as its share of the whole, 0 to 1. What it says stands beside it. */
export function ShareBar({
  share,
  look = "fill-chart-1",
  className,
}: {
  share: number;
  look?: string;
  className?: string;
}) {
  const length = Math.min(100, Math.max(0, share * 100));
  return (
    <svg width="100%" height="6" aria-hidden className={classes("block", className)}>
      <rect width="100%" height="6" rx="3" className="fill-neutral-soft" />
      {length > 0 && <rect width={`${length}%`} height="6" rx="3" className={look} />}
    </svg>
  );
}
