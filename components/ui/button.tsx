import { LoaderCircle } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { classes } from "#components/ui/classes.ts";

const VARIANTS = {
  primary: "border-accent-line bg-accent font-semibold text-on-accent hover:bg-accent-hover dark:border-accent",
  secondary: "border-line-strong bg-surface font-medium text-ink hover:bg-hover",
  ghost: "border-transparent font-medium text-ink-2 hover:bg-hover hover:text-ink",
  danger: "border-line-strong bg-surface font-medium text-bad hover:bg-bad-soft",
};

const SIZES = {
  sm: "h-7 px-2.5 text-xs max-md:h-11",
  md: "h-8 px-2.75 text-sm max-md:h-11",
  lg: "h-10 px-4 text-base max-md:h-12",
};

type Look = {
  variant?: keyof typeof VARIANTS;
  size?: keyof typeof SIZES;
  /** A lucide icon, before the label. */
  icon?: ReactNode;
};

/** A command, labelled with a verb. While `busy` it keeps its width and shows `busyLabel` ("Sending…"). */
export function Button({
  variant = "secondary",
  size = "md",
  icon,
  busy = false,
  busyLabel,
  type = "button",
  className,
  children,
  disabled,
  ...rest
}: ComponentProps<"button"> & Look & { busy?: boolean; busyLabel?: string }) {
  return (
    <button
      type={type}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={classes(look(variant, size), className)}
      {...rest}
    >
      {busy ? <LoaderCircle className="animate-spin" /> : icon}
      {busyLabel ? (
        <span className="grid">
          <span className={classes("col-start-1 row-start-1", busy && "invisible")}>{children}</span>
          <span className={classes("col-start-1 row-start-1", !busy && "invisible")} aria-hidden={!busy}>
            {busyLabel}
          </span>
        </span>
      ) : (
        children
      )}
    </button>
  );
}

/** A way to another page that looks like a button. */
export function ButtonLink({
  variant = "secondary",
  size = "md",
  icon,
  className,
  children,
  ...rest
}: ComponentProps<typeof Link> & Look) {
  return (
    <Link className={classes(look(variant, size), className)} {...rest}>
      {icon}
      {children}
    </Link>
  );
}

function look(variant: keyof typeof VARIANTS, size: keyof typeof SIZES): string {
  return classes(
    "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border",
    "transition-colors duration-120 ease-out active:translate-y-px disabled:cursor-not-allowed disabled:opacity-60",
    VARIANTS[variant],
    SIZES[size],
  );
}
