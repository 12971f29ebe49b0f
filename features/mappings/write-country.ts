import { alpha2ToAlpha3 } from "i18n-iso-countries/index.js";
import { countryCode } from "#lib/country-code.ts";

/** A country as ISO 3166-1 code or English name; what is no country that Buzón knows stays as it is. */
export function writeCountry(text: string, form: "code" | "code3" | "name"): string {
  const code = countryCode(text);
  if (!code) return text;
  switch (form) {
    case "code":
      return code;
    case "code3":
      return alpha2ToAlpha3(code) ?? text;
    case "name":
      return countryName(code);
  }
}

/** In English whoever looks, because what a CRM stores must not depend on the language of a person. */
export function countryName(code: string): string {
  return COUNTRY_NAMES.of(code) ?? code;
}

const COUNTRY_NAMES = new Intl.DisplayNames("en", { type: "region" });
