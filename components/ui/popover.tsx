"use client";
import { Popover as Base } from "@base-ui/react/popover";
import { type ReactElement, type ReactNode, type RefObject, useRef } from "react";
import { classes } from "#components/ui/classes.ts";

/** A choice or a few lines beside `trigger`. `open` and `onOpenChange` only where something else closes it too. */
export function Popover({
  trigger,
  title,
  label,
  open,
  onOpenChange,
  align = "start",
  side = "bottom",
  anchor,
  finalFocus,
  className,
  children,
}: {
  trigger: ReactElement;
  title?: string;
  /** Its name where no title is shown. */
  label?: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
  /** What it stands beside, where that is not the trigger; what is focused when it closes, likewise. */
  anchor?: RefObject<HTMLElement | null>;
  finalFocus?: RefObject<HTMLElement | null>;
  /** Width and padding, where 320 px and 12 px are not right. */
  className?: string;
  children: ReactNode;
}) {
  const popup = useRef<HTMLElement>(null);

  /** Once it has faded. Who has gone on to something else meanwhile stays there. */
  function focusOnClose() {
    const active = document.activeElement;
    const hasMovedOn = active && active !== document.body && !popup.current?.contains(active);
    return hasMovedOn ? false : (finalFocus?.current ?? true);
  }

  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner anchor={anchor} side={side} align={align} sideOffset={6} collisionPadding={8} className="z-40">
          <Base.Popup
            ref={(element) => {
              if (element) popup.current = element;
            }}
            aria-label={label}
            finalFocus={focusOnClose}
            className={classes(
              "max-h-(--available-height) max-w-[calc(100vw-16px)] overflow-y-auto rounded-lg bg-raised text-sm shadow-popover outline-none",
              "transition duration-180 ease-out data-ending-style:translate-y-1 data-starting-style:translate-y-1 data-ending-style:opacity-0 data-starting-style:opacity-0",
              className ?? "w-80 p-3",
            )}
          >
            {title && <Base.Title className="mb-2 font-semibold">{title}</Base.Title>}
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
