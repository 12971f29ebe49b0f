"use client";
import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactElement, ReactNode, RefObject } from "react";
import { classes } from "#components/ui/classes.ts";
import { IconButton } from "#components/ui/icon-button.tsx";

const WIDTHS = { sm: "md:w-135", md: "md:w-145", lg: "md:w-180", xl: "md:w-250" };

/**
 * A decision: focus stays inside, Escape and the cross close it. Open it by `trigger` or from outside by `open`.
 * Buttons that belong to a form of the children name it with `form`.
 */
export function Dialog({
  title,
  size = "sm",
  trigger,
  open,
  onOpenChange,
  initialFocus,
  finalFocus,
  footer,
  children,
}: {
  title: string;
  size?: keyof typeof WIDTHS;
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** The safe choice of a dangerous dialog. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** What is focused when it closes, where that is not what opened it. */
  finalFocus?: () => HTMLElement | true;
  footer?: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("ui");
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-180 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          initialFocus={initialFocus}
          finalFocus={finalFocus}
          className={classes(
            "fixed z-40 flex flex-col bg-raised shadow-dialog outline-none transition duration-180 ease-out",
            "inset-x-0 bottom-0 max-h-[92dvh] rounded-t-xl md:inset-auto md:top-1/2 md:left-1/2 md:max-h-[86dvh] md:max-w-[calc(100vw-48px)] md:-translate-1/2 md:rounded-xl",
            "data-ending-style:opacity-0 data-starting-style:opacity-0",
            WIDTHS[size],
          )}
        >
          <div className="flex items-center justify-between gap-4 border-line border-b py-3 pr-3 pl-6">
            <Base.Title className="font-semibold text-lg">{title}</Base.Title>
            <Base.Close render={<IconButton label={t("close")} icon={<X />} />} />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-6 py-5">{children}</div>
          {footer && (
            <div className="flex flex-wrap items-center justify-end gap-2 border-line border-t px-6 py-3">{footer}</div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
