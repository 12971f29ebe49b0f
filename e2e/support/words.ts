import { createTranslator } from "use-intl/core";
import type { Locale } from "#i18n/locale.ts";
import en from "#messages/en.json" with { type: "json" };
import es from "#messages/es.json" with { type: "json" };

export type Words = ReturnType<typeof wordsIn>;

/** What the screen says, by message key: a journey is the same in every language. */
export function wordsIn(locale: Locale) {
  return createTranslator({ locale, messages: { en, es }[locale] });
}
