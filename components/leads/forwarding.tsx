import { Check, CircleAlert, Clock } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { DELIVERY_GLYPHS } from "#components/delivery-glyph.tsx";
import { DestinationMark } from "#components/destination-mark.tsx";
import { DeliveryButton, DeliveryMenu } from "#components/leads/delivery-menu.tsx";
import { RecordLink } from "#components/leads/record-link.tsx";
import { isHandled, type SummedDelivery, summarizeForwarding } from "#components/leads/summarize-forwarding.ts";
import { momentText } from "#components/moment.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { classes } from "#components/ui/classes.ts";
import type { LeadDelivery } from "#features/deliveries/deliveries-of-lead.ts";

type Moment = { now: Date; timeZone: string };

/** How far forwarding has come, in two words; nothing where a lead is forwarded nowhere. */
export function ForwardingSummary({ deliveries }: { deliveries: SummedDelivery[] }) {
  const t = useTranslations("lead.forwardingSummary");
  const summary = summarizeForwarding(deliveries);
  switch (summary.kind) {
    case "failed":
      return (
        <Badge tone="bad" icon={<CircleAlert />}>
          {t("failed", { count: summary.count })}
        </Badge>
      );
    case "waiting":
      return (
        <Badge tone="warn" icon={<Clock />}>
          {t("waiting")}
        </Badge>
      );
    case "delivered":
      return (
        <Badge tone="ok" icon={<Check />}>
          {t("delivered")}
        </Badge>
      );
    case "nothing":
      return null;
  }
}

/** "0 s" reads as if nothing had happened. */
const SHOWN_AT_LEAST_MS = 100;

/** Every destination with what became of the lead there. `dense` gives the good news one line. */
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
          <Outcome delivery={delivery} isLine={dense && delivery.state === "delivered"} {...clock} />
          <RecordLink url={delivery.externalUrl}>{t("openRecord")}</RecordLink>
          {mayAct && <DeliveryButton delivery={delivery} />}
          <DeliveryMenu delivery={delivery} mayAct={mayAct} />
        </li>
      ))}
    </ul>
  );
}

/** "Dynamics 365, will retry at 14:32": the destination, the state, and the time that matters for it. */
function Outcome({ delivery, isLine, ...clock }: { delivery: LeadDelivery; isLine: boolean } & Moment) {
  const t = useTranslations("lead.state");
  const words = <StateWords delivery={delivery} isLine={isLine} {...clock} />;
  if (!isLine) {
    return (
      <p className="min-w-0 flex-1 text-sm">
        <span className="block truncate font-medium">{delivery.destinationName}</span>
        <span className={classes("block truncate text-xs tabular-nums", toneOf(delivery))}>{words}</span>
      </p>
    );
  }
  return (
    <p className="min-w-0 flex-1 truncate text-sm">
      <span className="font-medium">{delivery.destinationName}</span>
      <span className="sr-only">: {t("deliveredWord")}, </span>
      <span aria-hidden> · </span>
      <span className="text-ink-2 tabular-nums">{words}</span>
    </p>
  );
}

function toneOf({ state, handledAt }: LeadDelivery): string {
  return state === "delivered" || isHandled({ state, handledAt }) ? "text-ink-2" : DELIVERY_GLYPHS[state].text;
}

function StateWords({ delivery, isLine, ...clock }: { delivery: LeadDelivery; isLine: boolean } & Moment) {
  const t = useTranslations("lead.state");
  const format = useFormatter();
  if (isHandled(delivery)) return t("handled");
  const { state, at, nextAttemptAt, durationMs, skipReason } = delivery;
  const time = momentText(format, { date: at, ...clock }).text;

  if (state === "delivered") {
    const took = format.number(Math.max(durationMs ?? 0, SHOWN_AT_LEAST_MS) / 1000, { maximumFractionDigits: 1 });
    return isLine ? t("deliveredDense", { time, took }) : t("delivered", { time, took });
  }
  if (state === "retry" && nextAttemptAt !== null && nextAttemptAt > clock.now) {
    const { text, isToday } = momentText(format, { date: nextAttemptAt, ...clock });
    return t("retryAt", { time: text, isToday: String(isToday) });
  }
  return state === "skipped" ? t("skipped", { reason: skipReason ?? "rule" }) : t(state, { time });
}
