import { expect, test } from "vitest";
import { localZone } from "#features/leads/local-zone.ts";

const SUMMER = new Date("2026-07-01T12:00:00Z");

test("a country with one hour everywhere has a zone", () => {
  expect(localZone("NO", SUMMER)).toBe("Europe/Oslo");
  expect(localZone("DE", SUMMER)).toMatch(/^Europe\//);
});

test("a country with several hours at that moment, and what is no country, has none", () => {
  for (const code of ["US", "ES", "AU", "XX", "", "Norway", null]) expect(localZone(code, SUMMER)).toBeNull();
});
