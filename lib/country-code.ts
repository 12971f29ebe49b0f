import { alpha3ToAlpha2, getAlpha2Codes } from "i18n-iso-countries/index.js";
import en from "i18n-iso-countries/langs/en.json" with { type: "json" };
import es from "i18n-iso-countries/langs/es.json" with { type: "json" };
import { foldText } from "#lib/fold.ts";

/** ISO 3166-1 alpha-2 for a code of two or three letters or a name in English or Spanish, or null. */
export function countryCode(text: string): string | null {
  const key = lettersOf(text);
  const code = key.toUpperCase();
  return codesByName.get(key) ?? alpha3ToAlpha2(code) ?? (code in getAlpha2Codes() ? code : null);
}

// Names people write that the ISO lists do not have.
const ALIASES: Record<string, string[]> = {
  AE: ["Emirates", "EAU"],
  AT: ["Österreich"],
  BE: ["België", "Belgique"],
  CD: ["DR Congo", "DRC"],
  CH: ["Schweiz", "Suisse", "Svizzera"],
  CV: ["Cape Verde"],
  CZ: ["Česko"],
  DE: ["Deutschland"],
  DK: ["Danmark"],
  FI: ["Suomi"],
  GB: ["England", "Scotland", "Wales", "Northern Ireland", "Inglaterra", "Escocia", "Gales", "Gran Bretaña", "UK"],
  GR: ["EL", "Hellas"],
  HK: ["Hong Kong SAR", "Hong Kong SAR, China"],
  IE: ["Éire", "Republic of Ireland"],
  KR: ["Korea", "Corea"],
  MM: ["Burma", "Birmania"],
  MO: ["Macau", "Macao SAR"],
  NL: ["Holland", "Holanda", "Nederland"],
  NO: ["Norge"],
  PL: ["Polska"],
  SA: ["KSA"],
  SE: ["Sverige"],
  SZ: ["Swaziland"],
  TR: ["Türkei"],
  US: ["EE. UU.", "EUA", "Estados Unidos de América", "America"],
  VN: ["Viet Nam"],
};

const codesByName = new Map<string, string>();
for (const names of [ALIASES, en.countries, es.countries]) {
  for (const [code, given] of Object.entries<string | string[]>(names)) {
    // "Congo" is two countries; the one that comes first in the lists is the one without another short name.
    for (const name of [given].flat()) codesByName.set(lettersOf(name), codesByName.get(lettersOf(name)) ?? code);
  }
}

function lettersOf(text: string): string {
  return foldText(text).replace(/[^a-z]/g, "");
}
