import { useFormatter, useTranslations } from "next-intl";
import { DELIVERY_GLYPHS } from "#components/delivery-glyph.tsx";
import { Glyph } from "#components/glyph.tsx";
import { momentText } from "#components/moment.tsx";
import { classes } from "#components/ui/classes.ts";
import type { DeliveryRow } from "#features/deliveries/list-deliveries.ts";

/** "Will retry at 14:32", "Delivered on try 3": the state in bold, what is to know about it behind. */
export function ResultWords({
  delivery: { state, attemptCount, nextAttemptAt, skipReason, handledAt },
  now,
  timeZone,
}: {
  delivery: DeliveryRow;
  now: Date;
  timeZone: string;
}) {
  const t = useTranslations("deliveries.result");
  const format = useFormatter();
  const isHandled = state === "failed" && handledAt !== null;
  const { shape, tone, text } = isHandled ? HANDLED : DELIVERY_GLYPHS[state];
  const b = (words: React.ReactNode) => <span className={classes("font-medium", text)}>{words}</span>;

  function words() {
    if (state === "retry" && nextAttemptAt) {
      const due = momentText(format, { date: nextAttemptAt, now, timeZone });
      return nextAttemptAt <= now
        ? t.rich("retryNow", { b })
        : t.rich("retry", { b, time: due.text, isToday: String(due.isToday) });
    }
    if (isHandled) return t.rich("handled", { b });
    if (state === "delivered") return t.rich("delivered", { b, tries: attemptCount });
    if (state === "skipped") return t.rich("skipped", { b, reason: skipReason ?? "other" });
    return t.rich(state, { b });
  }

  return (
    <span className="flex min-w-0 items-center gap-2">
      <Glyph shape={shape} tone={tone} size={14} />
      <span className="truncate text-ink-2">{words()}</span>
    </span>
  );
}

/** Still a cross, but nobody has to do anything about it. */
const HANDLED = { ...DELIVERY_GLYPHS.failed, tone: "neutral", text: "text-ink-2" } as const;
