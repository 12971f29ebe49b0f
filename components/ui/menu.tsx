"use client";
import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import Link from "next/link";
import type { ReactElement, ReactNode } from "react";
import { classes } from "#components/ui/classes.ts";
import { KeyCap } from "#components/ui/key-cap.tsx";

const ITEM =
  "flex min-h-8 w-full items-center gap-2 rounded-md px-2 text-left text-sm text-ink outline-none select-none data-disabled:text-ink-3 data-highlighted:bg-hover max-md:min-h-11";

/** A list of commands behind `trigger`, which is a Button or an IconButton. For client files. */
export function Menu({
  trigger,
  align = "start",
  side = "bottom",
  children,
}: {
  trigger: ReactElement;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
  children: ReactNode;
}) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={6} collisionPadding={8} className="z-40 outline-none">
          <Base.Popup className="max-h-(--available-height) min-w-40 max-w-80 overflow-y-auto rounded-lg bg-raised p-1 shadow-popover outline-none transition duration-180 ease-out data-ending-style:translate-y-1 data-starting-style:translate-y-1 data-ending-style:opacity-0 data-starting-style:opacity-0">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export function MenuItem({
  icon,
  keys,
  danger = false,
  disabled,
  onClick,
  children,
}: {
  icon?: ReactNode;
  /** The single key that does the same. */
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <Base.Item className={classes(ITEM, danger && "text-bad")} disabled={disabled} onClick={onClick}>
      <Icon>{icon}</Icon>
      <span className="min-w-0 flex-1">{children}</span>
      {keys && <KeyCap>{keys}</KeyCap>}
    </Base.Item>
  );
}

export function MenuLink({
  href,
  icon,
  aside,
  isCurrent = false,
  children,
}: {
  href: string;
  icon?: ReactNode;
  /** At the right, a count. */
  aside?: ReactNode;
  /** It is the page that is open. */
  isCurrent?: boolean;
  children: ReactNode;
}) {
  return (
    <Base.LinkItem
      className={classes(ITEM, isCurrent && "font-semibold")}
      closeOnClick
      render={<Link href={href} aria-current={isCurrent ? "page" : undefined} />}
    >
      <Icon>{icon}</Icon>
      <span className="min-w-0 flex-1">{children}</span>
      {aside}
    </Base.LinkItem>
  );
}

/** One of a few, with a tick at the chosen one. */
export function MenuChoice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Value;
  options: { value: Value; label: ReactNode; icon?: ReactNode; lang?: string }[];
  onChange: (value: Value) => void;
}) {
  return (
    <Base.RadioGroup value={value} onValueChange={onChange}>
      <Base.GroupLabel className="px-2 pt-2 pb-1 text-ink-3 text-xs">{label}</Base.GroupLabel>
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} closeOnClick className={ITEM}>
          <Icon>{option.icon}</Icon>
          <span className="min-w-0 flex-1" lang={option.lang}>
            {option.label}
          </span>
          <Base.RadioItemIndicator>
            <Check />
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
}

/** The words beside it say the same. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <span aria-hidden className="contents">
      {children}
    </span>
  );
}
