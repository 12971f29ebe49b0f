import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";
import type { MappingTransform } from "#connectors/connector.ts";
import { FREE_MAIL_DOMAINS } from "#features/mappings/free-mail-domains.ts";

/** Changes one lead value on its way into a field. `countryCode` is the lead's, ISO 3166-1 alpha-2. */
export function transformText(text: string, transform: MappingTransform, countryCode: string | null): string {
  switch (transform) {
    case "lower":
      return text.toLowerCase();
    case "upper":
      return text.toUpperCase();
    case "trim":
      return text.trim().replace(/\s+/g, " ");
    case "phone_international":
      return internationalPhone(text, countryCode);
    case "email_domain":
      return companyDomain(text);
  }
}

/** A number that is not valid in the lead's country stays as it was typed: a person may still be able to read it. */
function internationalPhone(text: string, countryCode: string | null): string {
  const country = countryCode && isSupportedCountry(countryCode) ? countryCode : undefined;
  const number = parsePhoneNumberFromString(text, country);
  return number?.isValid() ? number.formatInternational() : text;
}

function companyDomain(email: string): string {
  const domain = email.split("@")[1]?.trim().toLowerCase() ?? "";
  return FREE_MAIL_DOMAINS.has(domain) ? "" : domain;
}
