import type { Locale } from "#i18n/locale.ts";

/** What is said when the messages themselves cannot be loaded. */
export const LAST_WORDS: Record<Locale, { text: string; again: string }> = {
  en: { text: "Buzón could not show this page. Leads that were answered are stored.", again: "Try again" },
  es: {
    text: "Buzón no ha podido mostrar esta página. Los leads respondidos están guardados.",
    again: "Intentar de nuevo",
  },
};
