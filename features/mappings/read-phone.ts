import { isSupportedCountry, type PhoneNumber, parsePhoneNumberFromString } from "libphonenumber-js";

/** Null for what is no valid number, in the country (ISO 3166-1 alpha-2) where the text names none itself. */
export function readPhone(text: string, countryCode: string | null): PhoneNumber | null {
  const country = countryCode && isSupportedCountry(countryCode) ? countryCode : undefined;
  const number = parsePhoneNumberFromString(text, country);
  return number?.isValid() ? number : null;
}
