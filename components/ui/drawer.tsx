"use client";
import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactElement, type ReactNode, useRef } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";

/**
 * Something to review against the page, which stays readable and can be scrolled beside it. Focus stays inside; Escape,
 * the cross and a press on the page close it. On a phone it covers the page.
 */
export function Drawer({
  title,
  trigger,
  open,
  onOpenChange,
  finalFocus,
  footer,
  children,
}: {
  title: string;
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** What is focused when it closes, where that is not what opened it. */
  finalFocus?: () => HTMLElement | true;
  footer?: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("ui");
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <Base.Root open={open} onOpenChange={onOpenChange} modal="trap-focus">
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Popup
          initialFocus={heading}
          finalFocus={finalFocus}
          className="fixed inset-y-0 right-0 z-40 flex w-full flex-col bg-surface shadow-dialog outline-none transition duration-180 ease-out data-ending-style:translate-x-1 data-starting-style:translate-x-1 data-ending-style:opacity-0 data-starting-style:opacity-0 md:w-119"
        >
          <div className="flex items-center justify-between gap-4 py-3 pr-3 pl-6 max-md:pl-4">
            <Base.Title ref={heading} tabIndex={-1} className="font-semibold text-lg outline-none">
              {title}
            </Base.Title>
            <Base.Close render={<IconButton label={t("close")} icon={<X />} />} />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-6 pb-6 max-md:px-4">{children}</div>
          {footer && (
            <div className="flex flex-wrap items-center gap-2 border-line border-t px-6 py-3 max-md:px-4">{footer}</div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
