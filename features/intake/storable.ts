const REPLACEMENT = "\ufffd";
const MAX_DEPTH = 20;

/** The text with what Postgres cannot store, NUL and halves of surrogate pairs, replaced by U+FFFD. */
export function storableText(text: string): string {
  return text.replaceAll("\0", REPLACEMENT).toWellFormed();
}

/**
 * The object as jsonb takes it. What lies deeper than 20 levels becomes "…", so that nobody who walks through it runs out
 * of stack, and a `__proto__` key is left out, so that copying it cannot change a prototype; the raw body has both.
 */
export function storableObject(object: object, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(object)
      .filter(([key]) => key !== "__proto__")
      .map(([key, value]) => [storableText(key), storableJson(value, depth + 1)]),
  );
}

export function storableJson(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return storableText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth === MAX_DEPTH) return "…";
  if (Array.isArray(value)) return value.map((item) => storableJson(item, depth + 1));
  return storableObject(value, depth);
}
