// Days of the calendar as YYYY-MM-DD. They are counted without a clock, because days of 23 and 25 hours exist.

/** The day it is at that moment in the time zone. */
export function dayAt(moment: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(moment);
}

export function addDays(day: string, count: number): string {
  return toDay(Date.parse(day) + count * DAY_MS);
}

/** From `from` up to and including `to`. */
export function countDays(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
}

/** The Sunday of its week, which began on Monday (ISO 8601). */
export function endOfWeek(day: string): string {
  return addDays(day, (7 - new Date(day).getUTCDay()) % 7);
}

export function endOfMonth(day: string): string {
  const date = new Date(day);
  return toDay(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0));
}

const DAY_MS = 86_400_000;

function toDay(utcMs: number): string {
  return new Date(utcMs).toISOString().slice(0, 10);
}
