"use client";
import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactElement, ReactNode } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";

/** 476 px from the right, for looking at something against the page. */
export function Drawer({
  title,
  trigger,
  open,
  onOpenChange,
  footer,
  children,
}: {
  title: string;
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  footer?: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("ui");
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-180 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup className="fixed inset-y-0 right-0 z-40 flex w-full flex-col bg-raised shadow-dialog outline-none transition duration-180 ease-out data-ending-style:translate-x-1 data-starting-style:translate-x-1 data-ending-style:opacity-0 data-starting-style:opacity-0 md:w-119">
          <div className="flex h-14 shrink-0 items-center justify-between gap-4 border-line border-b pr-3 pl-6">
            <Base.Title className="truncate font-semibold text-lg">{title}</Base.Title>
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
