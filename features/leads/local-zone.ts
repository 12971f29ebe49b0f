/**
 * The time zone of a country, where it is one hour everywhere in it at this moment; null for the United States, and for
 * what is no country.
 */
export function localZone(countryCode: string | null, now: Date): string | null {
  if (!countryCode || !/^[A-Z]{2}$/.test(countryCode)) return null;
  // In every Node we run on and in ECMA-402, not yet in TypeScript's own declarations.
  const country: Intl.Locale & { getTimeZones?(): string[] } = new Intl.Locale(`und-${countryCode}`);
  const zones = country.getTimeZones?.() ?? [];
  const hours = new Set(zones.map((timeZone) => hourIn(timeZone, now)));
  return hours.size === 1 ? (zones[0] ?? null) : null;
}

function hourIn(timeZone: string, now: Date): string {
  return new Intl.DateTimeFormat("en", { timeZone, hour: "numeric", minute: "numeric", hourCycle: "h23" }).format(now);
}
