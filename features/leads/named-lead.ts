import type { LeadFilter } from "#features/leads/lead-filter.ts";

/** The one lead that a search names outright, by its number or by a whole e-mail address; null for any other search. */
export function namedLead(words: LeadFilter): { number: number } | { email: string } | null {
  const [word, ...others] = words.flatMap(({ values, isNot }) => (isNot ? [] : values));
  if (!word || others.length > 0) return null;
  const number = leadNumber(word);
  if (number !== null) return { number };
  return /^\S+@\S+$/.test(word) ? { email: word } : null;
}

/** "L-1244" or "1244", as people say it to each other. */
export function leadNumber(q: string): number | null {
  const digits = /^(?:l-?)?(\d{1,9})$/i.exec(q)?.[1];
  return digits ? Number(digits) : null;
}
