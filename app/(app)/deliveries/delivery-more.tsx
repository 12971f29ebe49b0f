"use client";

import { Ban, Check, CopyPlus, Ellipsis, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import {
  cancelDeliveryAction,
  handleFailuresAction,
  reopenFailuresAction,
  uncancelDeliveryAction,
} from "#features/deliveries/actions.ts";
import type { Actionable } from "./actionable.ts";
import { SendAsNewDialog } from "./send-as-new-dialog.tsx";
import { useDeliveryAction } from "./use-delivery-action.ts";

/** What else can be done with this delivery as it stands; nothing while it is being sent. */
export function DeliveryMore({ delivery }: { delivery: Actionable }) {
  const t = useTranslations("delivery");
  const [isBusy, run] = useDeliveryAction();
  const [isCopying, setCopying] = useState(false);
  const { id, state, isHandled, isDestinationPaused } = delivery;

  const isWaiting = state === "queued" || state === "retry" || state === "held";
  const isSettled = state === "delivered" || state === "failed" || state === "cancelled";
  if (!isWaiting && !isSettled) return null;

  const uncancel = () => run(() => uncancelDeliveryAction(id), { text: t("uncancelled") });
  const cancel = () => run(() => cancelDeliveryAction(id), { text: t("cancelled"), undo: uncancel });
  const reopen = () => run(() => withRefusal(reopenFailuresAction({ deliveryId: id })), { text: t("reopened") });
  const handle = () =>
    run(() => withRefusal(handleFailuresAction({ deliveryId: id })), { text: t("handled"), undo: reopen });

  return (
    <>
      <Menu align="end" trigger={<IconButton label={t("more")} icon={<Ellipsis />} disabled={isBusy} />}>
        {isSettled && !isDestinationPaused && (
          <MenuItem icon={<CopyPlus />} onClick={() => setCopying(true)}>
            {t("sendAsNew")}
          </MenuItem>
        )}
        {isWaiting && (
          <MenuItem icon={<Ban />} onClick={cancel}>
            {t("cancel")}
          </MenuItem>
        )}
        {state === "cancelled" && (
          <MenuItem icon={<RotateCcw />} onClick={uncancel}>
            {t("uncancel")}
          </MenuItem>
        )}
        {state === "failed" && (
          <MenuItem icon={isHandled ? <RotateCcw /> : <Check />} onClick={isHandled ? reopen : handle}>
            {t(isHandled ? "reopen" : "handle")}
          </MenuItem>
        )}
      </Menu>
      <SendAsNewDialog delivery={delivery} open={isCopying} onOpenChange={setCopying} />
    </>
  );
}

/** Handled or reopened meanwhile by somebody else is, for a single delivery, that it has changed. */
async function withRefusal(result: ReturnType<typeof handleFailuresAction | typeof reopenFailuresAction>) {
  const done = await result;
  if (done.ok) return { ok: true } as const;
  return { ok: false, code: done.code === "forbidden" ? "forbidden" : "changed" } as const;
}
