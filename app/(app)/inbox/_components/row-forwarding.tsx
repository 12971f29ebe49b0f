import { useFormatter, useTranslations } from "next-intl";
import { DestinationMark } from "#components/destination-mark.tsx";
import { Glyph } from "#components/glyph.tsx";
import { momentText } from "#components/moment.tsx";
import type { RowDelivery } from "#features/leads/list-leads.ts";

const SHOWN = 3;

/** A mark for each destination with what became of the lead there. `onlyProblems`: one tick where all went well. */
export function RowForwarding({
  deliveries,
  onlyProblems = false,
  now,
  timeZone,
}: {
  deliveries: RowDelivery[];
  onlyProblems?: boolean;
  now: Date;
  timeZone: string;
}) {
  const t = useTranslations("inbox.forwarding");
  const format = useFormatter();

  function label({ state, isHandled, destinationName, nextAttemptAt }: RowDelivery): string {
    if (state === "failed" && isHandled) return t("handled", { destination: destinationName });
    if (state !== "retry" || nextAttemptAt === null || nextAttemptAt <= now) {
      return t(state, { destination: destinationName });
    }
    const { text, isToday } = momentText(format, { date: nextAttemptAt, now, timeZone });
    return t("retryAt", { destination: destinationName, time: text, isToday: String(isToday) });
  }

  const troubled = deliveries.filter(({ state, isHandled }) => TROUBLED.has(state) && !isHandled);
  if (onlyProblems && troubled.length === 0) {
    const isDelivered = deliveries.some(({ state }) => state === "delivered");
    return isDelivered ? <Glyph shape="tick" tone="ok" label={t("allDelivered")} /> : null;
  }
  const marks = onlyProblems ? troubled : deliveries;
  return (
    <span className="relative z-1 flex w-fit items-center gap-0.5">
      {marks.slice(0, SHOWN).map((delivery) => (
        <DestinationMark
          key={delivery.id}
          connector={delivery.connector}
          state={delivery.state === "failed" && delivery.isHandled ? "skipped" : delivery.state}
          label={label(delivery)}
        />
      ))}
      {marks.length > SHOWN && (
        <span className="text-ink-3 text-xs" title={marks.slice(SHOWN).map(label).join("\n")}>
          {t("more", { count: marks.length - SHOWN })}
        </span>
      )}
    </span>
  );
}

const TROUBLED: ReadonlySet<string> = new Set(["failed", "retry", "held"]);
