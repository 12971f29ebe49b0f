import type { ReactNode } from "react";
import { classes } from "#components/ui/classes.ts";

/** One question of the report: its title, what stands at the right of it, and the answer. */
export function Section({
  title,
  detail,
  className,
  children,
}: {
  title: string;
  detail?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section className={classes("min-w-0", className)}>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 className="font-semibold text-sm">{title}</h2>
        {detail}
      </div>
      {children}
    </section>
  );
}
