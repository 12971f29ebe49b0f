"use client";
import { useTranslations } from "next-intl";
import { startTransition } from "react";
import { useToast } from "#components/ui/toast.tsx";
import { changeLeadAction } from "#features/leads/actions.ts";
import type { LeadChangeOrder } from "#features/leads/lead-change-order.ts";

/**
 * Changes a lead, says what became of it and offers the way back. `show` draws what is to be seen at once, before the
 * server has answered.
 */
export function useChangeLead(number: number) {
  const change = useAnyLeadChange();
  return (order: LeadChangeOrder, done: string, show?: () => void) => change(number, order, done, show);
}

/** The same where it is known only later which lead it will be. */
export function useAnyLeadChange() {
  const t = useTranslations("lead.refused");
  const toast = useToast();

  return function change(number: number, order: LeadChangeOrder, done: string, show?: () => void): void {
    startTransition(async () => {
      show?.();
      const result = await changeLeadAction(number, order);
      if (!result.ok) return toast.show({ text: t(result.code), failed: true });
      const { undo } = result;
      if (undo) toast.show({ text: done, undo: () => takeBack(number, undo, order) });
    });
  };

  function takeBack(number: number, undo: LeadChangeOrder, order: LeadChangeOrder) {
    startTransition(async () => {
      const result = await changeLeadAction(number, undo, order);
      if (!result.ok) toast.show({ text: t(result.code), failed: true });
    });
  }
}
