/** A link that writes to the address, or null where it is none that a mail program would take. */
export function mailtoHref(email: string | null, subject?: string | null): string | null {
  if (!email || !/^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+$/.test(email)) return null;
  const query = subject ? `?subject=${encodeURIComponent(subject)}` : "";
  return `mailto:${encodeURIComponent(email).replace("%40", "@")}${query}`;
}

/** A link that calls the number, or null where it has too few digits to be one. */
export function telHref(phone: string | null): string | null {
  const number = phone?.replace(/(?!^\s*\+)\D/g, "").trim() ?? "";
  return /^\+?\d{5,}$/.test(number) ? `tel:${number}` : null;
}
