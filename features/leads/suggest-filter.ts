import type { FilterOption } from "#features/leads/filter-options.ts";
import { type FilterField, knownValues } from "#features/leads/lead-filter.ts";
import type { TypedCondition } from "#features/leads/typed-condition.ts";
import { writeValue } from "#features/leads/write-filter.ts";
import { foldText } from "#lib/fold.ts";

export type Suggestion = {
  /** What stands in the text once it is chosen. */
  insert: string;
  /** The same in the person's words. */
  name: string;
  /** How many leads it would show, where they were counted. */
  count?: number;
};

/** What a filter can say, in the person's words. */
export type FilterWords = {
  /** `insert` ends in a colon: `status:`, `delivery.salesforce:`. */
  fields: Suggestion[];
  /** Whole conditions that people call by a word: `country:DE`. */
  conditions: Suggestion[];
  value: (field: FilterField, value: string) => string;
};

const LIMIT = 8;

/**
 * What could be meant by what is typed: names of fields and whole conditions for a word, values for a condition.
 * `options` are the counted values of its field, once they are known.
 */
export function suggest(
  { typed, field }: TypedCondition,
  words: FilterWords,
  options: FilterOption[] | null,
): Suggestion[] {
  if (field) return matching(typed, valuesOf(field, words, options)).slice(0, LIMIT);
  const word = typed.trim();
  if (word.startsWith('"')) return [];
  if (!word) return words.fields.filter(({ insert }) => !insert.includes("."));
  const conditions = word.length > 1 ? matching(word, words.conditions) : [];
  return [...matching(word, words.fields).slice(0, LIMIT / 2), ...conditions].slice(0, LIMIT);
}

/** Closed lists keep their order when the counts come, so that nothing moves under the arrows. */
function valuesOf(field: FilterField, words: FilterWords, options: FilterOption[] | null): Suggestion[] {
  const counts = new Map(options?.map(({ value, count }) => [value, count]));
  return [...new Set([...(knownValues(field) ?? []), ...counts.keys()])].map((value) => ({
    insert: writeValue(value),
    name: words.value(field, value),
    ...(options && { count: counts.get(value) ?? 0 }),
  }));
}

/** Those that begin with what is typed, then those that hold it, in the text or in the person's words. */
function matching(typed: string, suggestions: Suggestion[]): Suggestion[] {
  const sought = foldText(typed);
  const texts = suggestions.map((suggestion) => {
    const { insert, name } = suggestion;
    return { suggestion, texts: [foldText(name), foldText(insert.replace(/^"|"$/g, ""))] };
  });
  const begins = texts.filter(({ texts }) => texts.some((text) => text.startsWith(sought)));
  const holds = texts.filter((one) => !begins.includes(one) && one.texts.some((text) => text.includes(sought)));
  return [...begins, ...holds].map(({ suggestion }) => suggestion);
}
