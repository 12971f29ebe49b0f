import { useLocale } from "next-intl";
import { useFilterWords } from "#components/leads/use-filter-words.ts";
import type { FilterNames } from "#features/leads/filter-names.ts";
import { FIELD_VALUES, LISTED_FIELDS } from "#features/leads/lead-filter.ts";
import type { FilterWords, Suggestion } from "#features/leads/suggest-filter.ts";
import { writeCondition } from "#features/leads/write-filter.ts";

/**
 * The words of filters with everything that can be suggested for a word: fields, closed values, people and countries. A
 * function, because nobody needs them before somebody types.
 */
export function useSuggestionWords({ names, owners, destinations }: FilterNames): () => FilterWords {
  const words = useFilterWords(names);
  const locale = useLocale();

  return () => {
    const fields = [
      ...LISTED_FIELDS.map((field) => ({ insert: `${field}:`, name: words.field(field) })),
      ...destinations.map(({ of }) => ({ insert: `delivery.${of}:`, name: words.fieldOf("delivery", of) })),
    ];
    const closed = LISTED_FIELDS.flatMap((field) =>
      (FIELD_VALUES[field] ?? [])
        .filter((value) => value !== "none" && value !== "other")
        .map((value) => ({ insert: writeCondition({ field, values: [value] }), name: words.value(field, value) })),
    );
    const people = owners.map(({ email, name }) => ({ insert: `owner:${email}`, name }));
    return { fields, conditions: [...closed, ...people, ...countriesIn(locale)], value: words.value };
  };
}

const countriesByLocale = new Map<string, Suggestion[]>();

/** Every two letters that Unicode has the name of a country for (CLDR territories); a few of them are none. */
function countriesIn(locale: string): Suggestion[] {
  const known = countriesByLocale.get(locale);
  if (known) return known;
  const names = new Intl.DisplayNames(locale, { type: "region", fallback: "none" });
  const countries = LETTERS.flatMap((one) => LETTERS.map((other) => one + other))
    .filter((code) => !NO_COUNTRIES.test(code))
    .flatMap((code) => {
      const name = names.of(code);
      return name ? [{ insert: `country:${code}`, name }] : [];
    });
  countriesByLocale.set(locale, countries);
  return countries;
}

const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const NO_COUNTRIES = /^(?:EU|EZ|UN|QO|ZZ|X[AB])$/;
