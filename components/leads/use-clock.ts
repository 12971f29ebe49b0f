import { useFormatter } from "next-intl";

/** Times as a history needs them: of today the time, of other days the date and the time. */
export function useClock({ now, timeZone }: { now: Date; timeZone: string }) {
  const format = useFormatter();
  const day = (at: Date) => format.dateTime(at, { dateStyle: "short", timeZone });
  return {
    time: (at: Date) =>
      format.dateTime(at, {
        ...(day(at) !== day(now) && { day: "numeric", month: "short" }),
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
        timeZone,
      }),
    exact: (at: Date) => format.dateTime(at, { dateStyle: "long", timeStyle: "long", timeZone }),
  };
}
