import { Check, CircleAlert, Clock } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { DELIVERY_GLYPHS } from "#components/delivery-glyph.tsx";
import { DestinationMark } from "#components/destination-mark.tsx";
import { DeliveryButton, DeliveryMenu } from "#components/leads/delivery-menu.tsx";
import { RecordLink } from "#components/leads/record-link.tsx";
import { momentText } from "#components/moment.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { classes } from "#components/ui/classes.ts";
import type { LeadDelivery } from "#features/deliveries/deliveries-of-lead.ts";
import type { ShownState } from "#features/deliveries/delivery-view.ts";

type Moment = { now: Date; timeZone: string };

/** How far forwarding has come, in two words; nothing where a lead is forwarded nowhere. */
export function ForwardingSummary({ states }: { states: ShownState[] }) {
  const t = useTranslations("lead.forwardingSummary");
  const failed = states.filter((state) => state === "failed").length;
  if (failed > 0) {
    return (
      <Badge tone="bad" icon={<CircleAlert />}>
        {t("failed", { count: failed })}
      </Badge>
    );
  }
  if (states.some((state) => WAITING.includes(state))) {
    return (
      <Badge tone="warn" icon={<Clock />}>
        {t("waiting")}
      </Badge>
    );
  }
  if (!states.includes("delivered")) return null;
  return (
    <Badge tone="ok" icon={<Check />}>
      {t("delivered")}
    </Badge>
  );
}

/** "0 s" reads as if nothing had happened. */
const SHOWN_AT_LEAST_MS = 100;

const WAITING: ShownState[] = ["queued", "sending", "retry", "held"];

/** Every destination with what became of the lead there. `dense` needs one line for each. */
export function ForwardingList({
  deliveries,
  mayAct,
  dense = false,
  ...clock
}: { deliveries: LeadDelivery[]; mayAct: boolean; dense?: boolean } & Moment) {
  const t = useTranslations("lead");
  if (deliveries.length === 0) return <p className="py-1 text-ink-2 text-sm">{t("notForwarded")}</p>;
  return (
    <ul>
      {deliveries.map((delivery) => (
        <li key={delivery.id} className="flex min-h-10 items-center gap-3 border-line border-b py-1 last:border-0">
          <DestinationMark connector={delivery.connector} state={delivery.state} />
          <p className={classes("min-w-0 flex-1 text-sm", dense && "truncate")}>
            <span className={classes("font-medium", !dense && "block truncate")}>{delivery.destinationName}</span>
            {dense && <span aria-hidden> · </span>}
            <StateWords delivery={delivery} dense={dense} {...clock} />
          </p>
          <RecordLink url={delivery.externalUrl}>{t("openRecord")}</RecordLink>
          {mayAct && <DeliveryButton delivery={delivery} />}
          <DeliveryMenu delivery={delivery} mayAct={mayAct} />
        </li>
      ))}
    </ul>
  );
}

/** "Will retry at 14:32", "Delivered, 13:21": the state and the time that matters for it. */
function StateWords({ delivery, dense, ...clock }: { delivery: LeadDelivery; dense: boolean } & Moment) {
  const t = useTranslations("lead.state");
  const format = useFormatter();
  const time = (date: Date) => momentText(format, { date, ...clock }).text;
  const { state, at, nextAttemptAt, durationMs, skipReason } = delivery;
  const isDue = nextAttemptAt !== null && nextAttemptAt > clock.now;

  function words() {
    if (state === "delivered") {
      const took = format.number(Math.max(durationMs ?? 0, SHOWN_AT_LEAST_MS) / 1000, { maximumFractionDigits: 1 });
      return dense ? t("deliveredDense", { time: time(at), took }) : t("delivered", { time: time(at), took });
    }
    if (state === "retry" && isDue) {
      const { text, isToday } = momentText(format, { date: nextAttemptAt, ...clock });
      return t("retryAt", { time: text, isToday: String(isToday) });
    }
    if (state === "skipped") return t("skipped", { reason: skipReason ?? "rule" });
    return t(state, { time: time(at) });
  }

  return (
    <span
      className={classes(
        "tabular-nums",
        !dense && "block truncate text-xs",
        state === "delivered" ? "text-ink-2" : DELIVERY_GLYPHS[state].text,
      )}
    >
      {dense && state === "delivered" && <span className="sr-only">{t("deliveredWord")} </span>}
      {words()}
    </span>
  );
}
