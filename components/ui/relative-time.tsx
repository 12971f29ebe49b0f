import { useFormatter, useTranslations } from "next-intl";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** "4 min", "3 h", after a day the date; the exact time with its zone is in the tooltip. */
export function RelativeTime({ date, now, timeZone }: { date: Date; now: Date; timeZone: string }) {
  const t = useTranslations("ui");
  const format = useFormatter();
  const ageMs = now.getTime() - date.getTime();
  const isThisYear =
    format.dateTime(date, { year: "numeric", timeZone }) === format.dateTime(now, { year: "numeric", timeZone });

  const text =
    ageMs < MINUTE_MS
      ? t("now")
      : ageMs < HOUR_MS
        ? t("minutes", { count: Math.floor(ageMs / MINUTE_MS) })
        : ageMs < DAY_MS
          ? t("hours", { count: Math.floor(ageMs / HOUR_MS) })
          : format.dateTime(date, {
              day: "numeric",
              month: "short",
              year: isThisYear ? undefined : "numeric",
              timeZone,
            });

  return (
    <time
      dateTime={date.toISOString()}
      title={format.dateTime(date, { dateStyle: "long", timeStyle: "long", timeZone })}
      className="whitespace-nowrap tabular-nums"
    >
      {text}
    </time>
  );
}
