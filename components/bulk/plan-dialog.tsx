"use client";
import { useTranslations } from "next-intl";
import { startTransition, useEffect, useId, useRef, useState, useTransition } from "react";
import { useSettle } from "#components/bulk/use-settle.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, TextInput } from "#components/ui/field.tsx";
import { planBulkAction, startBulkAction } from "#features/bulk/actions.ts";
import type { BulkOrder, BulkScope } from "#features/bulk/bulk-order.ts";
import type { BulkPlan, PlanResult } from "#features/bulk/plan-bulk-change.ts";

/** What an order would do and what it leaves out; only then it is carried out. */
export function PlanDialog({
  name,
  scope,
  order,
  onStart,
  onClose,
}: {
  /** What the order does, in words. */
  name: string;
  scope: BulkScope;
  order: BulkOrder;
  onStart: () => void;
  onClose: () => void;
}) {
  const t = useTranslations("bulk");
  const form = useId();
  const keep = useRef<HTMLButtonElement>(null);
  const confirm = useRef<HTMLButtonElement>(null);
  const typed = useRef<HTMLInputElement>(null);
  const [planned, setPlanned] = useState<PlanResult | null>(null);
  const [isWrong, setWrong] = useState(false);
  const [isBusy, start] = useTransition();
  const { begun } = useSettle();
  const plan = planned?.ok ? planned.plan : null;
  const hasWork = plan !== null && plan.changing > 0;
  const isErasing = order.kind === "erase";

  useEffect(() => {
    let isGone = false;
    startTransition(async () => {
      const result = await planBulkAction(scope, order);
      if (!isGone) setPlanned(result);
    });
    return () => {
      isGone = true;
    };
  }, [scope, order]);

  // What can be taken back is one press of Enter away; for the rest the safe choice keeps the focus.
  const isForGood = isErasing || order.kind === "send";
  useEffect(() => {
    if (hasWork && !isForGood) confirm.current?.focus();
  }, [hasWork, isForGood]);

  function carryOut(entries: FormData) {
    if (isErasing && String(entries.get("word")).trim().toLowerCase() !== t("eraseWord")) {
      setWrong(true);
      typed.current?.focus();
      return;
    }
    start(async () => {
      const result = await startBulkAction(scope, order);
      begun(result, name);
      onClose();
      if (result.ok) onStart();
    });
  }

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={name}
      initialFocus={keep}
      footer={
        <>
          <Button ref={keep} onClick={onClose}>
            {planned && !hasWork ? t("close") : t("keep")}
          </Button>
          {hasWork && (
            <Button
              ref={confirm}
              type="submit"
              form={form}
              variant={isErasing ? "danger" : "primary"}
              busy={isBusy}
              busyLabel={t("working")}
            >
              {t("confirm", { kind: order.kind, count: plan.changing, isMore: String(plan.isMore) })}
            </Button>
          )}
        </>
      }
    >
      <form id={form} action={carryOut} className="flex flex-col gap-3 text-sm">
        <div aria-live="polite" className="min-h-11">
          {!planned && <p className="text-ink-3">{t("counting")}</p>}
          {planned && !planned.ok && <p className="text-bad">{t(`refused.${planned.code}`)}</p>}
          {plan && <Plan plan={plan} />}
        </div>
        {hasWork && <Effect order={order} />}
        {hasWork && isErasing && (
          <Field
            label={t("type", { word: t("eraseWord") })}
            error={isWrong && t("typeError", { word: t("eraseWord") })}
          >
            {(control) => <TextInput ref={typed} name="word" autoComplete="off" className="max-w-50" {...control} />}
          </Field>
        )}
      </form>
    </Dialog>
  );
}

function Plan({ plan }: { plan: BulkPlan }) {
  const t = useTranslations("bulk");
  return (
    <>
      <p className="font-semibold text-base">{t("changing", { count: plan.changing, isMore: String(plan.isMore) })}</p>
      <ul className="mt-1 flex flex-col gap-0.5 text-ink-2">
        {plan.leftOut.map(({ reason, count }) => (
          <li key={reason}>{t(`leftOut.${reason}`, { count })}</li>
        ))}
      </ul>
    </>
  );
}

/** What it does beyond what its name says. */
function Effect({ order }: { order: BulkOrder }) {
  const t = useTranslations("bulk.effect");
  if (order.kind === "send" || order.kind === "erase") return <p className="text-ink-2">{t(order.kind)}</p>;
  return order.kind === "flag" ? <p className="text-ink-2">{t(`${order.flag}_${order.on ? "on" : "off"}`)}</p> : null;
}
