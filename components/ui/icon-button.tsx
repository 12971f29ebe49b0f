"use client";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { classes } from "#components/ui/classes.ts";
import { Tooltip } from "#components/ui/tooltip.tsx";

type Look = { label: string; icon: ReactNode; bordered?: boolean };

/** A button that is only an icon: `label` is its name and its tooltip. */
export function IconButton({
  label,
  icon,
  bordered = false,
  className,
  ...rest
}: Omit<ComponentProps<"button">, "children"> & Look) {
  return (
    <Tooltip label={label}>
      <button type="button" aria-label={label} className={classes(look(bordered), className)} {...rest}>
        {icon}
      </button>
    </Tooltip>
  );
}

/** The same for a way to another page. */
export function IconLink({
  label,
  icon,
  bordered = false,
  className,
  ...rest
}: Omit<ComponentProps<typeof Link>, "children"> & Look) {
  return (
    <Tooltip label={label}>
      <Link aria-label={label} className={classes(look(bordered), className)} {...rest}>
        {icon}
      </Link>
    </Tooltip>
  );
}

function look(bordered: boolean): string {
  return classes(
    "inline-flex size-8 shrink-0 items-center justify-center rounded-md border text-ink-2",
    "transition-colors duration-120 hover:bg-hover hover:text-ink max-md:size-11",
    "disabled:cursor-not-allowed disabled:opacity-40",
    bordered ? "border-line-strong bg-surface" : "border-transparent",
  );
}
