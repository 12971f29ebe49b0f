import { useFormatter, useTranslations } from "next-intl";
import type { BulkOrder } from "#features/bulk/bulk-order.ts";
import { dateOf } from "#features/leads/follow-up-day.ts";

export type Named = { id: string; name: string };

/** What an order does, in words that stand over its plan and in the message of its end: "Set status to Contacted". */
export function useOrderWords({ people, destinations }: { people: readonly Named[]; destinations: readonly Named[] }) {
  const t = useTranslations("bulk.order");
  const statuses = useTranslations("leadStatus");
  const reasons = useTranslations("lead.reason");
  const format = useFormatter();
  const nameOf = (all: readonly Named[], id: string) => all.find((one) => one.id === id)?.name ?? "";

  return (order: BulkOrder): string => {
    switch (order.kind) {
      case "status":
        if (order.status === "closed" && order.reason) return t("closed", { reason: reasons(order.reason) });
        return t("status", { status: statuses(order.status) });
      case "owner":
        return order.ownerId === null ? t("nobody") : t("owner", { name: nameOf(people, order.ownerId) });
      case "tags": {
        const [added] = order.add;
        return added === undefined ? t("tagOff", { tag: order.remove.join(", ") }) : t("tagOn", { tag: added });
      }
      case "follow_up": {
        if (order.on === null) return t("noFollowUp");
        const day = format.dateTime(dateOf(order.on), {
          weekday: "short",
          day: "numeric",
          month: "short",
          timeZone: "UTC",
        });
        return t("followUp", { day });
      }
      case "flag":
        return t(`${order.flag}_${order.on ? "on" : "off"}`);
      case "read":
        return t(order.read ? "read" : "unread");
      case "send":
        return t("send", { destination: nameOf(destinations, order.destinationId) });
      case "erase":
        return t("erase");
    }
  };
}
