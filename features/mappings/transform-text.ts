import type { MappingTransform } from "#connectors/connector.ts";
import { FREE_MAIL_DOMAINS } from "#features/mappings/free-mail-domains.ts";
import { readPhone } from "#features/mappings/read-phone.ts";
import { titleCase } from "#features/mappings/title-case.ts";
import { writeCountry } from "#features/mappings/write-country.ts";

/**
 * Changes one lead value on its way into a field. `countryCode` is the lead's, ISO 3166-1 alpha-2. What cannot be read
 * as a phone number, a country or a date stays as it was: a person may still be able to.
 */
export function transformText(text: string, transform: MappingTransform, countryCode: string | null): string {
  switch (transform) {
    case "lower":
      return text.toLowerCase();
    case "upper":
      return text.toUpperCase();
    case "title":
      return titleCase(text);
    case "trim":
      return text.trim().replace(/\s+/g, " ");
    case "first_word":
      return text.trim().split(/\s+/)[0] ?? "";
    case "after_first_word":
      return text.trim().replace(/^\S+\s*/, "");
    case "phone_international":
      return readPhone(text, countryCode)?.formatInternational() ?? text;
    case "phone_e164":
      return readPhone(text, countryCode)?.number ?? text;
    case "email_domain":
      return companyDomain(text);
    case "country_code":
      return writeCountry(text, "code");
    case "country_code3":
      return writeCountry(text, "code3");
    case "country_name":
      return writeCountry(text, "name");
    case "date":
      return utcDay(text);
  }
}

function companyDomain(email: string): string {
  const domain = email.split("@")[1]?.trim().toLowerCase() ?? "";
  return FREE_MAIL_DOMAINS.has(domain) ? "" : domain;
}

/** yyyy-mm-dd of a time in ISO 8601. */
function utcDay(text: string): string {
  const time = /^\d{4}-\d{2}-\d{2}(T.+)?$/.test(text.trim()) ? new Date(text.trim()) : null;
  return time && !Number.isNaN(time.getTime()) ? time.toISOString().slice(0, 10) : text;
}
