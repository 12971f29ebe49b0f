import { expect, test } from "vitest";
import { fullBucket, takeToken } from "#lib/token-bucket.ts";

const limit = { ratePerSecond: 20, burst: 200 };

test("a burst passes, then as many as the rate allows, and the wait says when the next may come", () => {
  const bucket = fullBucket(200, 0);
  for (let i = 0; i < 200; i++) expect(takeToken(bucket, limit, 0)).toBe(0);
  expect(takeToken(bucket, limit, 0)).toBe(50);
  expect(takeToken(bucket, limit, 49)).toBeCloseTo(1);
  expect(takeToken(bucket, limit, 50)).toBe(0);
  expect(takeToken(bucket, limit, 50)).toBeGreaterThan(0);
});

test("a long pause gives the burst back and no more", () => {
  const bucket = fullBucket(200, 0);
  for (let i = 0; i < 200; i++) takeToken(bucket, limit, 0);
  for (let i = 0; i < 200; i++) expect(takeToken(bucket, limit, 3_600_000)).toBe(0);
  expect(takeToken(bucket, limit, 3_600_000)).toBeGreaterThan(0);
});

test("a clock that jumps back gives nothing away and blocks nothing", () => {
  const bucket = fullBucket(200, 10_000);
  expect(takeToken(bucket, limit, 0)).toBe(0);
});
