import { describe, expect, test } from "vitest";
import { countDays } from "#features/reports/calendar-day.ts";
import { daysOfForm, MAX_DAYS, periodBefore, presetValue, readPeriod, timelineOf } from "#features/reports/period.ts";
import { leadsHref, readScope, reportHref } from "#features/reports/report-scope.ts";

const TODAY = "2026-03-30";

describe("the period of a report", () => {
  test.each([
    ["7d", "2026-03-24", "2026-03-30"],
    ["30d", "2026-03-01", "2026-03-30"],
    ["90d", "2025-12-31", "2026-03-30"],
    ["24h", "2026-03-30", "2026-03-30"],
    ["2026-02", "2026-02-01", "2026-02-28"],
    ["2024-02", "2024-02-01", "2024-02-29"],
    ["2026-02-05", "2026-02-05", "2026-02-05"],
    ["2026-01-05..2026-02", "2026-01-05", "2026-02-28"],
  ])("%s is every day from %s to %s", (received, from, to) => {
    expect(readPeriod(received, TODAY)).toEqual({ from, to });
  });

  test("ends today where it would reach into the future", () => {
    expect(readPeriod("2026-03", TODAY)).toEqual({ from: "2026-03-01", to: TODAY });
    expect(readPeriod("2026-01..", TODAY)).toEqual({ from: "2026-01-01", to: TODAY });
  });

  test("goes back ten years at most", () => {
    const period = readPeriod("..2026-03-30", TODAY);
    expect(period?.to).toBe(TODAY);
    expect(period && countDays(period.from, period.to)).toBe(MAX_DAYS);
  });

  test.each(["", "yesterday", "2026-02-30", "2026-13", "2026-03-31", "2026-03-10..2026-03-01", "none", "1h"])(
    "is the last 30 days where the address says %j",
    (received) => {
      expect(readPeriod(received, TODAY)).toBeNull();
      expect(readScope({ received }, TODAY)).toMatchObject({
        received: "30d",
        period: { from: "2026-03-01", to: TODAY },
      });
    },
  );

  test("is preceded by one of as many days", () => {
    expect(periodBefore({ from: "2026-03-01", to: "2026-03-30" })).toEqual({ from: "2026-01-30", to: "2026-02-28" });
    expect(periodBefore({ from: "2026-03-30", to: "2026-03-30" })).toEqual({ from: "2026-03-29", to: "2026-03-29" });
  });

  test("can be this month and the last one, also in January", () => {
    expect(presetValue("this_month", TODAY)).toBe("2026-03");
    expect(presetValue("last_month", "2026-03-31")).toBe("2026-02");
    expect(presetValue("last_month", "2026-01-31")).toBe("2025-12");
  });
});

describe("the days that somebody typed", () => {
  test("are the period, whichever stands first", () => {
    expect(daysOfForm("2026-03-01", "2026-03-10")).toBe("2026-03-01..2026-03-10");
    expect(daysOfForm("2026-03-10", "2026-03-01")).toBe("2026-03-01..2026-03-10");
  });

  test("may be one", () => {
    expect(daysOfForm("2026-03-01", "")).toBe("2026-03-01..2026-03-01");
    expect(daysOfForm(undefined, ["2026-03-01"])).toBe("2026-03-01..2026-03-01");
  });

  test("are nothing where none was typed", () => {
    expect(daysOfForm(undefined, undefined)).toBeNull();
    expect(daysOfForm("", "tomorrow")).toBeNull();
  });
});

describe("the bars of a report", () => {
  const spansOf = (from: string, to: string) => timelineOf({ from, to });

  test("are days up to 92 of them, then weeks from Monday to Sunday, then months", () => {
    expect(spansOf("2026-01-01", "2026-04-02").grain).toBe("day");
    expect(spansOf("2026-01-01", "2026-04-03").grain).toBe("week");
    expect(spansOf("2024-06-26", "2026-03-31").grain).toBe("week");
    expect(spansOf("2024-06-25", "2026-03-31").grain).toBe("month");
  });

  test("follow each other without a gap and are cut at both ends", () => {
    const weeks = spansOf("2025-12-03", "2026-03-30").spans;
    expect(weeks.slice(0, 2)).toEqual([
      { from: "2025-12-03", to: "2025-12-07" },
      { from: "2025-12-08", to: "2025-12-14" },
    ]);
    expect(weeks.at(-1)).toEqual({ from: "2026-03-30", to: "2026-03-30" });

    const months = spansOf("2024-01-31", "2026-03-01").spans;
    expect(months.slice(0, 3)).toEqual([
      { from: "2024-01-31", to: "2024-01-31" },
      { from: "2024-02-01", to: "2024-02-29" },
      { from: "2024-03-01", to: "2024-03-31" },
    ]);
    expect(months.at(-1)).toEqual({ from: "2026-03-01", to: "2026-03-01" });
  });

  test("cover every day of the period once", () => {
    for (const [from, to] of [
      ["2026-03-01", "2026-03-30"],
      ["2025-03-01", "2026-03-30"],
      ["2016-03-24", "2026-03-30"],
    ] as const) {
      const { spans } = spansOf(from, to);
      expect(spans.reduce((days, span) => days + countDays(span.from, span.to), 0)).toBe(countDays(from, to));
    }
  });
});

describe("the address of a report", () => {
  test("says in the filter's words what it is about, and nothing that is usual", () => {
    expect(reportHref(readScope({}, TODAY))).toBe("/reports");
    const scope = readScope({ received: "2026-02", offer: "Contoso, Analytics", country: "de" }, TODAY);
    expect(reportHref(scope)).toBe("/reports?received=2026-02&offer=Contoso%2C+Analytics&country=DE");
    expect(leadsHref(scope)).toBe("/inbox?q=received:2026-02-01..2026-02-28+offer:%22Contoso,+Analytics%22+country:DE");
  });

  test("takes the last of several values and passes over what no lead can hold", () => {
    expect(readScope({ received: ["7d", "90d"], offer: "a\0b", country: " " }, TODAY)).toMatchObject({
      received: "90d",
      offer: undefined,
      country: undefined,
    });
  });
});
