/** Days as YYYY-MM-DD, of a calendar and not of a clock. */
export function dayIn(timeZone: string, now: Date): string {
  // The Swedish way of writing a date is the ISO one.
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(now);
}

/** What people mean most when they say when they come back to somebody. */
export function usualDays(today: string): { today: string; tomorrow: string; monday: string } {
  const weekday = dateOf(today).getUTCDay();
  return { today, tomorrow: dayAfter(today, 1), monday: dayAfter(today, ((7 - weekday) % 7) + 1) };
}

/** How a follow-up stands on a day. */
export function followUpState(on: string | null, today: string): "none" | "overdue" | "today" | "on" {
  if (on === null) return "none";
  if (on === today) return "today";
  return on < today ? "overdue" : "on";
}

/** For formatters, which are then told "UTC". */
export function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function dayAfter(day: string, days: number): string {
  return new Date(dateOf(day).getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
