"use client";
import { Ellipsis, RotateCw, Send, SquareArrowOutUpRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem, MenuLink } from "#components/ui/menu.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { sendAgainAction, tryNowAction } from "#features/deliveries/actions.ts";
import type { ShownState } from "#features/deliveries/delivery-view.ts";
import type { SendResult } from "#features/deliveries/replay-delivery.ts";

type Delivery = { id: string; state: ShownState; attemptCount: number; destinationName: string };

/** What can be done with one delivery of a lead. `mayAct`: this person may send leads. */
export function DeliveryMenu({ delivery, mayAct }: { delivery: Delivery; mayAct: boolean }) {
  const t = useTranslations("lead");
  const words = useTranslations("delivery");
  const [, run] = useDeliveryAction();
  return (
    <Menu
      align="end"
      trigger={<IconButton label={t("moreOf", { destination: delivery.destinationName })} icon={<Ellipsis />} />}
    >
      {mayAct && mayBeSentAgain(delivery.state) && (
        <MenuItem icon={<Send />} onClick={() => run(() => sendAgain(delivery), words("sendingAgain"))}>
          {words("sendAgain")}
        </MenuItem>
      )}
      {mayAct && isWaiting(delivery.state) && (
        <MenuItem icon={<RotateCw />} onClick={() => run(() => tryNowAction(delivery.id), words("trying"))}>
          {words("tryNow")}
        </MenuItem>
      )}
      <MenuLink icon={<SquareArrowOutUpRight />} href={`/deliveries?delivery=${delivery.id}`}>
        {t("seeDelivery")}
      </MenuLink>
    </Menu>
  );
}

/** "Try now" of a waiting delivery, "Send again" of a failed one; nothing for the others. */
export function DeliveryButton({ delivery }: { delivery: Delivery }) {
  const words = useTranslations("delivery");
  const [isBusy, run] = useDeliveryAction();
  if (isWaiting(delivery.state)) {
    return (
      <Button
        variant="ghost"
        size="sm"
        busy={isBusy}
        data-command="send"
        onClick={() => run(() => tryNowAction(delivery.id), words("trying"))}
      >
        {words("tryNow")}
      </Button>
    );
  }
  if (delivery.state !== "failed") return null;
  return (
    <Button
      variant="ghost"
      size="sm"
      busy={isBusy}
      data-command="send"
      onClick={() => run(() => sendAgain(delivery), words("sendingAgain"))}
    >
      {words("sendAgain")}
    </Button>
  );
}

/** As this person sees it: a second click is none. */
function sendAgain({ id, attemptCount }: Delivery): Promise<SendResult> {
  return sendAgainAction(id, { seenTries: attemptCount });
}

function isWaiting(state: ShownState): boolean {
  return state === "retry" || state === "held";
}

/** A delivered lead only from its own page, which says first what that would make. */
function mayBeSentAgain(state: ShownState): boolean {
  return state === "failed" || state === "cancelled";
}

function useDeliveryAction() {
  const t = useTranslations("delivery");
  const toast = useToast();
  const [isBusy, start] = useTransition();
  const run = (act: () => Promise<SendResult>, done: string) =>
    start(async () => {
      const result = await act();
      toast.show(result.ok ? { text: done } : { text: t(`refused.${result.code}`), failed: true });
    });
  return [isBusy, run] as const;
}
