"use client";
import { Toast as Base } from "@base-ui/react/toast";
import { Check, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

const TOAST_MS = 6_000;

type Message = {
  text: string;
  /** Takes the change back; the toast then has an Undo button. */
  undo?: () => void;
  /** Something went wrong: says so with its icon and is read out at once. */
  failed?: boolean;
  timeoutMs?: number;
};

/** Short confirmations at the bottom of the screen: `useToast().show({ text, undo })`. */
export function useToast(): { show: (message: Message) => void } {
  const t = useTranslations("ui");
  const { add, close } = Base.useToastManager();
  return {
    show: ({ text, undo, failed, timeoutMs = TOAST_MS }) => {
      const id = add({
        // A toast is a small dialog, and its text is its name.
        title: text,
        timeout: timeoutMs,
        type: failed ? "failed" : "done",
        priority: failed ? "high" : "low",
        ...(undo && {
          actionProps: {
            children: t("undo"),
            onClick: () => {
              close(id);
              undo();
            },
          },
        }),
      });
    },
  };
}

/** Holds the toasts of everything inside. */
export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Base.Provider limit={3}>
      {children}
      <Base.Portal>
        <Base.Viewport className="fixed inset-x-4 bottom-6 z-50 mx-auto flex w-fit max-w-[calc(100vw-32px)] flex-col items-center gap-2 max-md:bottom-20 md:[body:has([data-bulk-bar])_&]:bottom-1.5 max-md:[body:has([data-bulk-bar])_&]:bottom-46">
          <Toasts />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function Toasts() {
  const { toasts } = Base.useToastManager();
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      // What failed is read out as an alert and hidden here, and what is hidden must not take the focus.
      tabIndex={toast.type === "failed" ? -1 : undefined}
      className="rounded-lg bg-inverse text-on-inverse shadow-popover transition duration-180 ease-out data-limited:hidden data-ending-style:translate-y-1 data-starting-style:translate-y-1 data-ending-style:opacity-0 data-starting-style:opacity-0"
    >
      <Base.Content className="flex min-h-11 items-center gap-3 px-4 font-medium text-sm">
        {toast.type === "failed" ? <TriangleAlert /> : <Check />}
        <Base.Title className="min-w-0 py-2" />
        <Base.Action className="min-h-8 shrink-0 px-1 font-semibold underline underline-offset-4 focus-visible:outline-on-inverse max-md:min-h-11" />
      </Base.Content>
    </Base.Root>
  ));
}
