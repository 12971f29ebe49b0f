"use client";
import { Dialog as Base } from "@base-ui/react/dialog";
import { type ReactNode, useState } from "react";

/**
 * A search over everything, near the top of the screen: nothing but its children, which get a way to close it. Mount it
 * to open it. `onClosed` comes when it is gone and whoever had the focus has it back.
 */
export function SearchDialog({
  label,
  onClosed,
  children,
}: {
  label: string;
  onClosed: () => void;
  children: (close: () => void) => ReactNode;
}) {
  const [isOpen, setOpen] = useState(true);
  return (
    <Base.Root open={isOpen} onOpenChange={setOpen} onOpenChangeComplete={(open) => !open && onClosed()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-120 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          aria-label={label}
          className="fixed inset-x-0 top-0 z-40 mx-auto flex w-full flex-col overflow-hidden bg-raised shadow-dialog outline-none transition duration-120 ease-out max-md:pb-[env(safe-area-inset-bottom)] md:top-[12dvh] md:w-145 md:max-w-[calc(100vw-48px)] md:rounded-xl data-ending-style:opacity-0 data-starting-style:opacity-0"
        >
          {children(() => setOpen(false))}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
