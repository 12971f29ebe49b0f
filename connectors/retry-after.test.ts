import { expect, it } from "vitest";
import { retryAfter } from "#connectors/retry-after.ts";

const now = new Date("2026-11-22T12:00:00Z");

it.each([
  ["seconds", "120", "2026-11-22T12:02:00.000Z"],
  ["no wait at all", "0", "2026-11-22T12:00:00.000Z"],
  ["parts of seconds, as Dataverse sends them", "0.5", "2026-11-22T12:00:00.500Z"],
  ["an HTTP date", "Sun, 22 Nov 2026 12:10:00 GMT", "2026-11-22T12:10:00.000Z"],
  ["a date that is past", "Sun, 22 Nov 2026 11:00:00 GMT", "2026-11-22T12:00:00.000Z"],
  ["more than a day in seconds", "9999999", "2026-11-23T12:00:00.000Z"],
  ["more than a day as a date", "Sun, 22 Nov 2027 11:00:00 GMT", "2026-11-23T12:00:00.000Z"],
])("understands %s", (_what, header, expected) => {
  expect(retryAfter(header, now)?.toISOString()).toBe(expected);
});

it.each([undefined, "", "soon", "-5 minutes"])("makes nothing of %s", (header) => {
  expect(retryAfter(header, now)).toBeUndefined();
});
