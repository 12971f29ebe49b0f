/** What the mail starts with. */
export type Draft = { subject?: string; body?: string };

/** Mail programs and systems take links of about 2,000 characters; what is longer may come from the lead itself. */
const MAX_SUBJECT_LENGTH = 150;
const MAX_BODY_LENGTH = 300;

/** A link that writes to the address, or null where it is none that a mail program would take. */
export function mailtoHref(email: string | null, { subject = "", body = "" }: Draft = {}): string | null {
  if (!email || !/^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+$/.test(email)) return null;
  const fields = [
    subject && `subject=${encoded(subject.replace(/\s+/g, " "), MAX_SUBJECT_LENGTH)}`,
    // Lines end with CR LF in a mail: RFC 6068, 5.
    body && `body=${encoded(body, MAX_BODY_LENGTH).replaceAll("%0A", "%0D%0A")}`,
  ].filter(Boolean);
  return `mailto:${encodeURIComponent(email).replace("%40", "@")}${fields.length > 0 ? `?${fields.join("&")}` : ""}`;
}

function encoded(text: string, length: number): string {
  return encodeURIComponent(text.slice(0, length).toWellFormed());
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
