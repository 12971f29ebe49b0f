import { expect, test } from "vitest";
import { countryCode } from "#lib/country-code.ts";

test.each([
  ["US", "US"],
  ["us", "US"],
  ["USA", "US"],
  ["U.S.A.", "US"],
  ["United States", "US"],
  ["Estados Unidos", "US"],
  ["EE.UU.", "US"],
  ["GBR", "GB"],
  ["UK", "GB"],
  [" Great Britain ", "GB"],
  ["España", "ES"],
  ["ESPANA", "ES"],
  ["Côte d’Ivoire", "CI"],
  ["Korea, Republic of", "KR"],
  ["México", "MX"],
  ["Türkiye", "TR"],
])("%s is %s", (text, code) => {
  expect(countryCode(text)).toBe(code);
});

test.each(["", "ZZ", "Atlantis", "constructor", "__proto__", "toString", "日本", "12"])("%j is no country", (text) => {
  expect(countryCode(text)).toBeNull();
});
