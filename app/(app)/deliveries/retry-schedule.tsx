import { useFormatter, useTranslations } from "next-intl";
import { Glyph } from "#components/glyph.tsx";
import { momentText } from "#components/moment.tsx";
import { classes } from "#components/ui/classes.ts";
import type { PlannedTry } from "#features/deliveries/delivery-schedule.ts";
import type { DeliveryDetail } from "#features/deliveries/get-delivery.ts";

/** The tries of this round on a line: done, next, still to come. */
export function RetrySchedule({
  delivery: { schedule },
  now,
  timeZone,
}: {
  delivery: DeliveryDetail;
  now: Date;
  timeZone: string;
}) {
  const t = useTranslations("delivery");
  const format = useFormatter();
  const done = schedule.filter(({ state }) => state === "delivered" || state === "failed").length;
  const last = schedule.at(-1);
  const moment = (date: Date) => momentText(format, { date, now, timeZone });

  return (
    <div className="border-line border-t py-4">
      <div className="flex flex-wrap justify-between gap-x-4 gap-y-1 text-sm">
        <h3 className="font-semibold">{t("tried", { done, total: schedule.length })}</h3>
        {last && done < schedule.length && (
          <p className="text-ink-2 text-xs">
            {t("lastTry", { time: moment(last.at).text, isToday: String(moment(last.at).isToday) })}
          </p>
        )}
      </div>
      <ol className="mt-3 flex">
        {schedule.map((planned, index) => (
          <li key={planned.number} className="relative flex min-w-0 flex-1 flex-col items-center gap-1.5">
            {index > 0 && (
              <span
                aria-hidden
                className={classes(
                  "absolute top-1.75 right-[calc(50%+9px)] left-[calc(-50%+9px)] border-t",
                  planned.state === "planned" ? "border-line-control border-dashed" : "border-bad-icon",
                )}
              />
            )}
            <TryMark state={planned.state} label={t(`tryState.${planned.state}`, { number: planned.number })} />
            <time
              dateTime={planned.at.toISOString()}
              title={format.dateTime(planned.at, { dateStyle: "long", timeStyle: "long", timeZone })}
              className={classes(
                "text-[10px] leading-3 tabular-nums",
                planned.state === "next" ? "font-semibold text-ink" : "text-ink-2",
              )}
            >
              {format.dateTime(planned.at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone })}
            </time>
          </li>
        ))}
      </ol>
    </div>
  );
}

function TryMark({ state, label }: { state: PlannedTry["state"]; label: string }) {
  if (state === "delivered") return <Glyph shape="tick" tone="ok" size={15} label={label} />;
  if (state === "failed") return <Glyph shape="cross" tone="bad" size={15} label={label} />;
  if (state === "next") return <Glyph shape="clock" tone="warn" size={15} label={label} />;
  return (
    <svg width="15" height="15" role="img" aria-label={label}>
      <circle cx="7.5" cy="7.5" r="6.5" fill="none" strokeWidth="1.5" className="stroke-line-control" />
    </svg>
  );
}
