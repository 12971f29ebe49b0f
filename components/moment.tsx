import { useFormatter } from "next-intl";

/** The time of today's moments, the date and time of others; the exact one with its zone in the tooltip. */
export function Moment({
  date,
  now,
  timeZone,
  seconds,
}: {
  date: Date;
  now: Date;
  timeZone: string;
  seconds?: boolean;
}) {
  const format = useFormatter();
  return (
    <time
      dateTime={date.toISOString()}
      title={format.dateTime(date, { dateStyle: "long", timeStyle: "long", timeZone })}
      className="whitespace-nowrap tabular-nums"
    >
      {momentText(format, { date, now, timeZone, seconds }).text}
    </time>
  );
}

export function momentText(
  format: ReturnType<typeof useFormatter>,
  { date, now, timeZone, seconds = false }: { date: Date; now: Date; timeZone: string; seconds?: boolean },
): { text: string; isToday: boolean } {
  const day = (value: Date) => format.dateTime(value, { dateStyle: "short", timeZone });
  const isToday = day(date) === day(now);
  const text = format.dateTime(date, {
    ...(!isToday && { day: "numeric", month: "short" }),
    hour: "2-digit",
    minute: "2-digit",
    ...(seconds && { second: "2-digit" }),
    hourCycle: "h23",
    timeZone,
  });
  return { text, isToday };
}
