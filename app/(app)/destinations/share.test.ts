import { createFormatter } from "next-intl";
import { expect, test } from "vitest";
import { deliveredShare, percent, shareLevel } from "./share.ts";

const day = (delivered: number, failed: number) => ({ day: "2026-11-22", delivered, failed });

test("100% is said only when every lead arrived", () => {
  const format = createFormatter({ locale: "en" });

  expect(percent(format, deliveredShare([day(9_999, 1)]) ?? 0)).toBe("99.9%");
  expect(percent(format, deliveredShare([day(5, 0), day(7, 0)]) ?? 0)).toBe("100%");
});

test("days on which nothing was sent have no share, good or bad", () => {
  expect(deliveredShare([day(0, 0)])).toBeNull();
  expect(deliveredShare([day(0, 0), day(1, 1)])).toBe(0.5);
});

test("below 99% a share is fair, below 90% it is poor", () => {
  expect([0.99, 0.989, 0.9, 0.899].map(shareLevel)).toEqual(["good", "fair", "fair", "poor"]);
});
