"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactElement, useId, useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { planReplayAction, startReplayAction } from "#features/deliveries/actions.ts";
import type { DeliveryFilter } from "#features/deliveries/delivery-filter.ts";
import type { ReplayPlan } from "#features/deliveries/plan-replay.ts";
import type { ReplayMode } from "#features/deliveries/replay-delivery.ts";
import { viewHref } from "./delivery-view.ts";
import { ReplayForm } from "./replay-form.tsx";

export type ReplayChoices = { mode: ReplayMode; perSecond: number; includeDelivered: boolean };

const FIRST_CHOICES: ReplayChoices = { mode: "current", perSecond: 2, includeDelivered: false };

/** Sends everything again that the filter matches: first what would happen, then the start. */
export function ReplayDialog({ filter, trigger }: { filter: DeliveryFilter; trigger: ReactElement }) {
  const t = useTranslations("replay");
  const router = useRouter();
  const toast = useToast();
  const formId = useId();
  const [isOpen, setOpen] = useState(false);
  const [plan, setPlan] = useState<ReplayPlan | "none" | null>(null);
  const [choices, setChoices] = useState(FIRST_CHOICES);
  const [isPlanning, startPlanning] = useTransition();
  const [isStarting, startStarting] = useTransition();

  const makePlan = ({ includeDelivered }: ReplayChoices) =>
    startPlanning(async () => {
      const result = await planReplayAction({ filter, includeDelivered });
      setPlan(result.ok ? result.plan : "none");
    });

  function open(isOpen: boolean) {
    setOpen(isOpen);
    if (!isOpen) return;
    setPlan(null);
    setChoices(FIRST_CHOICES);
    makePlan(FIRST_CHOICES);
  }

  function choose(chosen: ReplayChoices) {
    setChoices(chosen);
    if (chosen.includeDelivered !== choices.includeDelivered) makePlan(chosen);
  }

  function start({ replayId, plannedAt }: ReplayPlan) {
    startStarting(async () => {
      const result = await startReplayAction({ filter, replayId, plannedAt, ...choices });
      if (!result.ok) return toast.show({ text: t(`refused.${result.code}`), failed: true });
      toast.show({ text: t("started", { count: result.total }) });
      setOpen(false);
      router.push(viewHref({ tab: "all", replay: replayId }));
    });
  }

  const ready = plan !== null && plan !== "none" && plan.total > 0 ? plan : null;
  return (
    <Dialog
      title={t("title")}
      size="md"
      trigger={trigger}
      open={isOpen}
      onOpenChange={open}
      footer={
        <>
          <Button onClick={() => setOpen(false)}>{t("close")}</Button>
          {ready && (
            <Button
              variant="primary"
              type="submit"
              form={formId}
              busy={isStarting || isPlanning}
              busyLabel={isStarting ? t("starting") : undefined}
            >
              {t("start", { count: ready.total })}
            </Button>
          )}
        </>
      }
    >
      {plan === null && (
        <p role="status" className="text-ink-2 text-sm">
          {t("planning")}
        </p>
      )}
      {plan === "none" && <p role="alert">{t("failed")}</p>}
      {plan !== null && plan !== "none" && (
        <ReplayForm id={formId} plan={plan} choices={choices} onChoose={choose} onStart={() => ready && start(ready)} />
      )}
    </Dialog>
  );
}
