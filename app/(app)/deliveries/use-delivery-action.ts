"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { useToast } from "#components/ui/toast.tsx";
import type { SendRefusal } from "#features/deliveries/replay-delivery.ts";

type Done = { text: string; undo?: () => void; after?: () => void };
type Run = (act: () => Promise<{ ok: true } | { ok: false; code: SendRefusal }>, done: Done) => void;

/** Runs a command of one delivery and says what came of it. The first of the pair tells whether one is running. */
export function useDeliveryAction(): [boolean, Run] {
  const t = useTranslations("delivery.refused");
  const toast = useToast();
  const [isBusy, start] = useTransition();
  const run: Run = (act, { text, undo, after }) =>
    start(async () => {
      const result = await act();
      toast.show(result.ok ? { text, undo } : { text: t(result.code), failed: true });
      if (result.ok) after?.();
    });
  return [isBusy, run];
}
