import { RECEIVED_HOURS } from "#features/leads/lead-filter.ts";
import { parseValue } from "#features/leads/parse-value.ts";
import { addDays, countDays, endOfMonth, endOfWeek } from "#features/reports/calendar-day.ts";

/** Days of the reader's calendar as YYYY-MM-DD, both included; neither lies ahead. */
export type Period = { from: string; to: string };

export const DEFAULT_RECEIVED = "30d";

/** What a report looks at most: ten years. */
export const MAX_DAYS = 3_660;

/**
 * The days that a value of the filter's field `received` means for a report, or null where it means none. "30d" are the
 * last 30 days of the calendar, today included, because a report counts by whole days; in the inbox it is 30 times 24
 * hours. What has not been yet is left out, and so is what lies more than MAX_DAYS before the end.
 */
export function readPeriod(received: string, today: string): Period | null {
  const value = parseValue("received", received);
  if (value === null) return null;
  const hours = RECEIVED_HOURS.get(value);
  if (hours) return { from: addDays(today, 1 - hours / 24), to: today };

  const [first = "", last = ""] = value.split("..");
  const to = last && last < today ? last : today;
  const earliest = addDays(to, 1 - MAX_DAYS);
  const isTooLong = first < earliest;
  const from = isTooLong ? earliest : first;
  return from <= to ? { from, to } : null;
}

/** As many days, right before. */
export function periodBefore({ from, to }: Period): Period {
  return { from: addDays(from, -countDays(from, to)), to: addDays(from, -1) };
}

/** As the filter's field `received` takes it. */
export function receivedIn({ from, to }: Period): string {
  return `${from}..${to}`;
}

/** What the form of days sends, as the field `received` takes it; null where there are none. */
export function daysOfForm(...given: (string | string[] | undefined)[]): string | null {
  const days = given.flat().filter((day) => day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day));
  const [first, last = first] = days.toSorted();
  return first === undefined ? null : `${first}..${last}`;
}

export const PRESETS = ["7d", "30d", "90d", "this_month", "last_month"] as const;
export type Preset = (typeof PRESETS)[number];

/** What a preset is in the filter's words, on that day. */
export function presetValue(preset: Preset, today: string): string {
  switch (preset) {
    case "this_month":
      return today.slice(0, 7);
    case "last_month":
      return addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7);
    default:
      return preset;
  }
}

export type Grain = "day" | "week" | "month";
/** The bars of a period, oldest first, without gaps; the first and the last week or month may be cut. */
export type Timeline = { grain: Grain; spans: Period[] };

/** More bars than this are not told apart. */
const MAX_BARS = 92;

export function timelineOf({ from, to }: Period): Timeline {
  const days = countDays(from, to);
  const grain = days <= MAX_BARS ? "day" : days <= MAX_BARS * 7 ? "week" : "month";
  const spans: Period[] = [];
  for (let start = from; start <= to; ) {
    const end = ENDS[grain](start);
    spans.push({ from: start, to: end < to ? end : to });
    start = addDays(end, 1);
  }
  return { grain, spans };
}

const ENDS: Record<Grain, (day: string) => string> = { day: (day) => day, week: endOfWeek, month: endOfMonth };
