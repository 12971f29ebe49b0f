import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { classes } from "#components/ui/classes.ts";
import { Tooltip } from "#components/ui/tooltip.tsx";

/** `by` is more than 0 for more than before; `isGood` where that is what one wants. */
export type Change = { by: number; amount: string; isGood: boolean };

/** One number of the report's head. `children` stand beside it. */
export function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0 border-line xl:border-l xl:pl-6 xl:first:border-l-0 xl:first:pl-0">
      <dt className="text-ink-2 text-xs">{label}</dt>
      <dd className="mt-1 flex min-h-8 flex-wrap items-baseline gap-x-2">{children}</dd>
    </div>
  );
}

/** The number itself, as the way to its leads; `help` says what exactly is counted. */
export function FigureValue({ value, href, help }: { value: string; href: string; help?: string }) {
  const link = (
    <Link href={href} prefetch={false} className="rounded-sm hover:underline">
      {value}
    </Link>
  );
  return (
    <span className="whitespace-nowrap font-semibold text-2xl tabular-nums tracking-[-0.03em]">
      {help ? <Tooltip label={help}>{link}</Tooltip> : link}
    </span>
  );
}

export function FigureDetail({ children }: { children: ReactNode }) {
  return <span className="text-ink-2 text-xs">{children}</span>;
}

/** What it was in the days before. Nothing where there is nothing to compare. */
export function FigureChange({ change, days }: { change: Change | null; days: string }) {
  const t = useTranslations("reports.change");
  if (!change) return null;
  const said = sentence(change);
  return (
    <span title={said} className={classes("whitespace-nowrap font-medium text-xs tabular-nums", look(change))}>
      <span aria-hidden>{change.by === 0 ? t("none") : `${change.by > 0 ? "↑" : "↓"} ${change.amount}`}</span>
      <span className="sr-only">{said}</span>
    </span>
  );

  function sentence({ by, amount }: Change): string {
    if (by === 0) return t("same", { days });
    return t(by > 0 ? "up" : "down", { amount, days });
  }
}

function look({ by, isGood }: Change): string {
  if (by === 0) return "text-ink-2";
  return isGood ? "text-ok" : "text-bad";
}
