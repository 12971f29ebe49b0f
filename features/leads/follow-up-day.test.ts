import { expect, test } from "vitest";
import { dayIn, followUpState, usualDays } from "#features/leads/follow-up-day.ts";

test("today is the day where the person is", () => {
  const now = new Date("2026-03-10T23:30:00Z");
  expect(dayIn("UTC", now)).toBe("2026-03-10");
  expect(dayIn("Asia/Tokyo", now)).toBe("2026-03-11");
  expect(dayIn("America/New_York", now)).toBe("2026-03-10");
});

test("next Monday is never today, also over the end of a month and a year", () => {
  expect(usualDays("2026-03-09").monday).toBe("2026-03-16"); // a Monday
  expect(usualDays("2026-03-10").monday).toBe("2026-03-16");
  expect(usualDays("2026-03-15").monday).toBe("2026-03-16"); // a Sunday
  expect(usualDays("2026-12-31")).toEqual({ today: "2026-12-31", tomorrow: "2027-01-01", monday: "2027-01-04" });
});

test("a follow-up is overdue from the day after", () => {
  const states = [null, "2026-03-09", "2026-03-10", "2026-03-11"].map((on) => followUpState(on, "2026-03-10"));
  expect(states).toEqual(["none", "overdue", "today", "on"]);
});
