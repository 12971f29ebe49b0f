const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
/** A small demonstration reaches back one quarter, a million leads four years. */
const SPAN_DAYS = { least: 90, most: 4 * 365, leadsPerDay: 650 };

/**
 * When the invented lead of that number came: some of today, most of the last weeks, the oldest at the far end; more by
 * day than by night and few at weekends. A higher number is never newer.
 */
export function demoReceivedAt(number: number, count: number, now: Date): Date {
  const days = Math.min(SPAN_DAYS.most, Math.max(SPAN_DAYS.least, count / SPAN_DAYS.leadsPerDay));
  const ageMs = 4 * 60_000 + days * DAY_MS * (number / count) ** 2;
  if (ageMs < WEEK_MS) return new Date(now.getTime() - ageMs);
  const weeks = Math.floor(ageMs / WEEK_MS);
  const weekBegan = now.getTime() - (weeks + 1) * WEEK_MS;
  return new Date(weekBegan + timeInWeek(1 - (ageMs / WEEK_MS - weeks), weekBegan));
}

/** How busy the hours of a day are, UTC, for customers from everywhere. */
const HOURS = [3, 3, 3, 3, 3, 4, 6, 9, 12, 13, 13, 12, 11, 13, 14, 14, 13, 12, 10, 8, 6, 5, 4, 3];
const WEEKEND = 0.2;

/** Where in a week, in ms from its beginning, that share of the week's leads has come. */
function timeInWeek(share: number, weekBegan: number): number {
  const hours = hoursOfWeek(weekBegan);
  let left = share * hours.reduce((sum, weight) => sum + weight, 0);
  for (const [hour, weight] of hours.entries()) {
    if (left < weight) return (hour + left / weight) * HOUR_MS;
    left -= weight;
  }
  return WEEK_MS - 1;
}

const known = new Map<number, number[]>();

function hoursOfWeek(weekBegan: number): number[] {
  const hours =
    known.get(weekBegan) ?? Array.from({ length: 7 * 24 }, (_, hour) => weightAt(weekBegan + hour * HOUR_MS));
  known.set(weekBegan, hours);
  return hours;
}

function weightAt(time: number): number {
  const at = new Date(time);
  const isWeekend = at.getUTCDay() === 0 || at.getUTCDay() === 6;
  return (HOURS[at.getUTCHours()] ?? 0) * (isWeekend ? WEEKEND : 1);
}
