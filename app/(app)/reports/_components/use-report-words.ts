import { useFormatter, useTranslations } from "next-intl";
import { useFilterWords } from "#components/leads/use-filter-words.ts";
import type { Grain, Period } from "#features/reports/period.ts";

/** How a report says its values, days, shares and times. */
export function useReportWords() {
  const t = useTranslations("reports");
  const format = useFormatter();
  const filter = useFilterWords({});

  const date = (day: string) => new Date(`${day}T00:00:00Z`);
  const day = { day: "numeric", month: "short", timeZone: "UTC" } as const;

  /** "Oct 22 – Nov 20"; with the years where they are not this one. */
  function days({ from, to }: Period, today: string): string {
    const isThisYear = from.slice(0, 4) === today.slice(0, 4);
    return format.dateTimeRange(date(from), date(to), isThisYear ? day : { ...day, year: "numeric" });
  }

  /** What a bar of the timeline is called, and in short on its axis. */
  function span(grain: Grain, { from, to }: Period): { title: string; tick: string } {
    if (grain === "month") {
      const month = { month: "short", year: "numeric", timeZone: "UTC" } as const;
      return { title: format.dateTime(date(from), month), tick: format.dateTime(date(from), month) };
    }
    const tick = format.dateTime(date(from), day);
    return grain === "day"
      ? { title: format.dateTime(date(from), { ...day, weekday: "short" }), tick }
      : { title: format.dateTimeRange(date(from), date(to), day), tick };
  }

  /** "1 h 42 min"; seconds are not told apart. */
  function duration(seconds: number): string {
    const minutes = Math.floor(seconds / 60);
    const hours = Math.floor(minutes / 60);
    if (minutes < 1) return t("duration.seconds");
    if (hours < 1) return t("duration.minutes", { minutes });
    if (hours < 24) return t("duration.hours", { hours, minutes: minutes % 60 });
    return t("duration.days", { days: Math.floor(hours / 24), hours: hours % 24 });
  }

  const percent = (share: number) => format.number(share, { style: "percent", maximumFractionDigits: 0 });

  return {
    action: (value: string) => filter.value("action", value),
    marketplace: (value: string) => filter.value("marketplace", value),
    offer: (value: string) => filter.value("offer", value),
    country: (value: string) => filter.value("country", value),
    days,
    span,
    duration,
    /** A share of the leads, 0 to 1, as a whole number of percent; what is there is never said to be none. */
    share: (share: number) => (share > 0 && share < LEAST_SHARE ? t("underOnePercent") : percent(share)),
    /** To a tenth and rounded down, so that "100%" is said only where nothing went wrong. */
    success: (share: number) =>
      format.number(Math.floor(share * 1000) / 1000, { style: "percent", maximumFractionDigits: 1 }),
  };
}

/** What rounds to 1%. */
const LEAST_SHARE = 0.005;
