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

type Delivery = { id: string; state: ShownState; destinationName: string };

/** What can be done with one delivery of a lead. `mayAct`: this person may send leads. */
export function DeliveryMenu({ delivery, mayAct }: { delivery: Delivery; mayAct: boolean }) {
  const t = useTranslations("lead");
  const words = useTranslations("delivery");
  const [, run] = useDeliveryAction(delivery.id);
  return (
    <Menu
      align="end"
      trigger={<IconButton label={t("moreOf", { destination: delivery.destinationName })} icon={<Ellipsis />} />}
    >
      {mayAct && isSettled(delivery.state) && (
        <MenuItem icon={<Send />} onClick={() => run(sendAgainAction, words("sendingAgain"))}>
          {words("sendAgain")}
        </MenuItem>
      )}
      {mayAct && isWaiting(delivery.state) && (
        <MenuItem icon={<RotateCw />} onClick={() => run(tryNowAction, words("trying"))}>
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
  const [isBusy, run] = useDeliveryAction(delivery.id);
  if (isWaiting(delivery.state)) {
    return (
      <Button variant="ghost" size="sm" busy={isBusy} onClick={() => run(tryNowAction, words("trying"))}>
        {words("tryNow")}
      </Button>
    );
  }
  if (delivery.state !== "failed") return null;
  return (
    <Button variant="ghost" size="sm" busy={isBusy} onClick={() => run(sendAgainAction, words("sendingAgain"))}>
      {words("sendAgain")}
    </Button>
  );
}

function isWaiting(state: ShownState): boolean {
  return state === "retry" || state === "held";
}

function isSettled(state: ShownState): boolean {
  return state === "delivered" || state === "failed" || state === "cancelled";
}

function useDeliveryAction(id: string) {
  const t = useTranslations("delivery");
  const toast = useToast();
  const [isBusy, start] = useTransition();
  const run = (act: typeof tryNowAction, done: string) =>
    start(async () => {
      const result = await act(id);
      toast.show(result.ok ? { text: done } : { text: t(`refused.${result.code}`), failed: true });
    });
  return [isBusy, run] as const;
}
