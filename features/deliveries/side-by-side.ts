import type { ValueWords } from "#features/mappings/value-words.ts";

/** Null where a side leaves the field out. */
export type PreviewField = { name: string; label: string; before: string | null; now: string | null };

/** What differs between two sets of values first, then what is the same. */
export function sideBySide(before: ValueWords[], now: ValueWords[]): PreviewField[] {
  const old = new Map(before.map((field) => [field.name, field]));
  const kept = now.map(({ name, label, text }) => ({ name, label, before: old.get(name)?.text ?? null, now: text }));
  const names = new Set(now.map(({ name }) => name));
  const gone = before
    .filter(({ name }) => !names.has(name))
    .map(({ name, label, text }) => ({ name, label, before: text, now: null }));
  const all = [...kept, ...gone];
  return [...all.filter((field) => field.before !== field.now), ...all.filter((field) => field.before === field.now)];
}
