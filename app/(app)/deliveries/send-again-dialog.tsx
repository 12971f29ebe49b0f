"use client";

import { useTranslations } from "next-intl";
import { useEffect, useId, useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { RadioGroup } from "#components/ui/field.tsx";
import { previewReplayAction, sendAgainAction } from "#features/deliveries/actions.ts";
import type { ReplayPreview } from "#features/deliveries/preview-replay.ts";
import type { ReplayMode } from "#features/deliveries/replay-delivery.ts";
import type { Actionable } from "./actionable.ts";
import { ReplayComparison } from "./replay-comparison.tsx";
import { useDeliveryAction } from "./use-delivery-action.ts";

/** Sends one delivery again: which values, what would differ, and what becomes of a lead that is there already. */
export function SendAgainDialog({
  delivery,
  open,
  onOpenChange,
}: {
  delivery: Actionable;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("delivery.again");
  const done = useTranslations("delivery");
  const formId = useId();
  const [isBusy, run] = useDeliveryAction();
  const [mode, setMode] = useState<ReplayMode>("current");
  const preview = usePreview(delivery.id, open);
  const { id, state, attemptCount, destinationName, identity } = delivery;

  const send = () =>
    run(() => sendAgainAction(id, { mode, seenTries: attemptCount }), {
      text: done("sendingAgain"),
      after: () => onOpenChange(false),
    });

  return (
    <Dialog
      title={t("title")}
      size="lg"
      open={open}
      onOpenChange={onOpenChange}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t("keep")}</Button>
          <Button variant="primary" type="submit" form={formId} busy={isBusy} busyLabel={t("sending")}>
            {t("send")}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {state === "delivered" && (
          <Banner
            tone={identity === "none" ? "warn" : "info"}
            fact={t("deliveredFact", { destination: destinationName })}
          >
            {t(`delivered.${identity}`, { destination: destinationName })}
          </Banner>
        )}
        {preview === "gone" && <p role="alert">{t("gone")}</p>}
        {preview === null && (
          <p role="status" className="text-ink-2 text-sm">
            {t("loading")}
          </p>
        )}
        {preview !== null && preview !== "gone" && (
          <>
            {preview.sent && <Modes preview={preview} mode={mode} onChange={setMode} />}
            {mode === "current" && <ReplayComparison preview={preview} destinationId={delivery.destinationId} />}
          </>
        )}
      </form>
    </Dialog>
  );
}

function Modes({
  preview: { sent, version },
  mode,
  onChange,
}: {
  preview: ReplayPreview;
  mode: ReplayMode;
  onChange: (mode: ReplayMode) => void;
}) {
  const t = useTranslations("delivery.again");
  return (
    <RadioGroup
      legend={t("how")}
      name="mode"
      value={mode}
      onChange={({ currentTarget }) => onChange(currentTarget.value === "as_sent" ? "as_sent" : "current")}
      options={[
        {
          value: "current",
          label: version === null ? t("current") : t("currentVersion", { version }),
          hint: t("currentHint"),
        },
        {
          value: "as_sent",
          label: t("asSent", { number: sent?.number ?? 0 }),
          hint: sent?.version ? t("asSentHint", { version: sent.version }) : t("asSentHintNone"),
        },
      ]}
    />
  );
}

/** Asked for anew whenever the dialog opens: the mapping may have changed since. */
function usePreview(deliveryId: string, open: boolean): ReplayPreview | "gone" | null {
  const [preview, setPreview] = useState<ReplayPreview | "gone" | null>(null);
  useEffect(() => {
    if (!open) return;
    let isWanted = true;
    setPreview(null);
    previewReplayAction(deliveryId).then((found) => {
      if (isWanted) setPreview(found ?? "gone");
    });
    return () => {
      isWanted = false;
    };
  }, [deliveryId, open]);
  return preview;
}
