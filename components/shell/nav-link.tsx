"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { classes } from "#components/ui/classes.ts";
import { Tooltip } from "#components/ui/tooltip.tsx";

/** A place of the application; below 1280 px only its icon. */
export function NavLink({
  href,
  label,
  icon,
  badge,
  isHead = false,
}: {
  href: string;
  label: string;
  icon: ReactNode;
  badge?: ReactNode;
  /** While the place is open, a link below it is the active one. */
  isHead?: boolean;
}) {
  const isHere = isWithin(usePathname(), href);
  return (
    <Tooltip label={label} side="right" className="xl:hidden">
      <Link
        href={href}
        aria-current={isHere ? "page" : undefined}
        className={classes(
          "relative flex h-8 items-center gap-2 rounded-md border px-1.75 text-sm max-xl:justify-center",
          isHere && !isHead && "border-line-strong bg-surface font-semibold text-ink",
          isHere && isHead && "border-transparent font-semibold text-ink max-xl:border-line-strong max-xl:bg-surface",
          !isHere && "border-transparent font-medium text-ink-2 hover:bg-hover hover:text-ink",
        )}
      >
        {icon}
        <span className="min-w-0 flex-1 truncate max-xl:sr-only">{label}</span>
        {badge}
      </Link>
    </Tooltip>
  );
}

export function isWithin(pathname: string, href: string): boolean {
  if (href === "/inbox" && pathname.startsWith("/leads/")) return true;
  return pathname === href || pathname.startsWith(`${href}/`);
}
