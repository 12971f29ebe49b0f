/** A link that writes to the address, or null where it is none that a mail program would take. */
export function mailtoHref(email: string | null, subject?: string | null): string | null {
  if (!email || !/^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+$/.test(email)) return null;
  const query = subject ? `?subject=${encodeURIComponent(subject)}` : "";
  return `mailto:${encodeURIComponent(email).replace("%40", "@")}${query}`;
}

/** A link that calls the number, or null where it has too few digits to be one. */
export function telHref(phone: string | null): string | null {
  const digits = phone?.replace(/\D/g, "") ?? "";
  const plus = phone?.trim().startsWith("+") ? "+" : "";
  return digits.length >= 5 ? `tel:${plus}${digits}` : null;
}

/** A link to a page, or null where another machine gave us something else: only http and https lead anywhere. */
export function webHref(url: string | null): string | null {
  return url && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : null;
}
