import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { classes } from "#components/ui/classes.ts";

/** The top of a page. With `back` the title is the larger one of a single thing; tabs come as children. */
export function PageHeader({
  title,
  detail,
  badge,
  back,
  actions,
  children,
}: {
  title: ReactNode;
  /** A line in second ink beside the title: counts. */
  detail?: ReactNode;
  badge?: ReactNode;
  back?: { href: string; label: string };
  actions?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <header className={classes("shrink-0 px-4 md:px-6", !children && "border-line border-b")}>
      {back && (
        <Link
          href={back.href}
          className="-ml-1 inline-flex h-11 items-center gap-2 px-1 font-medium text-ink-2 text-sm hover:text-ink md:mt-3 md:h-8"
        >
          <ArrowLeft />
          {back.label}
        </Link>
      )}
      <div className={classes("flex flex-wrap items-center gap-x-3 gap-y-2", back ? "min-h-14" : "min-h-14 py-2")}>
        <h1 className={classes("min-w-0 font-semibold", back ? "text-xl" : "text-lg")}>{title}</h1>
        {badge}
        {detail && <p className="text-ink-2 text-sm">{detail}</p>}
        {actions && <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children && <div className="-mx-4 md:-mx-6">{children}</div>}
    </header>
  );
}
