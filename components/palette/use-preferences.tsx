"use client";
import { useLocale, useTranslations } from "next-intl";
import { startTransition } from "react";
import { useKeys } from "#components/keys/keys-context.ts";
import type { EntryGroup } from "#components/palette/palette.tsx";
import { chooseLanguage, chooseTheme } from "#features/people/actions.ts";
import { LOCALES, THEMES } from "#i18n/locale.ts";

/** The other languages and looks, and the help. */
export function usePreferences(onHelp: () => void): EntryGroup {
  const t = useTranslations("palette");
  const words = useTranslations("shell");
  const shortcuts = useTranslations("keys.shortcut");
  const locale = useLocale();
  const { theme } = useKeys().person;
  return {
    label: t("group.you"),
    entries: [
      { id: "help", words: shortcuts("help"), run: onHelp },
      ...THEMES.filter((other) => other !== theme).map((other) => ({
        id: `theme-${other}`,
        words: t("theme", { theme: words(`themes.${other}`) }),
        run: () => startTransition(() => chooseTheme(other)),
      })),
      ...LOCALES.filter((other) => other !== locale).map((other) => ({
        id: `language-${other}`,
        words: t("language", { language: words(`languages.${other}`) }),
        run: () => startTransition(() => chooseLanguage(other)),
      })),
    ],
  };
}
