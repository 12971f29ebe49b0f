"use client";
import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement } from "react";
import { classes } from "#components/ui/classes.ts";

export const TOOLTIP_DELAY_MS = 400;

/** Says on hover and focus what `children` is. `children` is one element that takes a ref and events. */
export function Tooltip({
  label,
  side = "top",
  className,
  children,
}: {
  label: string;
  /** For a tooltip that only some widths need. */
  className?: string;
  side?: "top" | "right" | "bottom" | "left";
  children: ReactElement;
}) {
  return (
    <Base.Root>
      <Base.Trigger render={children} delay={TOOLTIP_DELAY_MS} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} collisionPadding={8} className="z-50">
          <Base.Popup
            className={classes(
              "max-w-80 rounded-md bg-inverse px-2.5 py-1.5 text-on-inverse text-xs shadow-popover",
              "transition-opacity duration-120 data-ending-style:opacity-0 data-starting-style:opacity-0",
              className,
            )}
          >
            {label}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
