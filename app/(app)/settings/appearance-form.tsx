"use client";
import { useLocale, useTranslations } from "next-intl";
import { startTransition } from "react";
import { RadioGroup } from "#components/ui/field.tsx";
import { chooseLanguage, chooseTheme } from "#features/people/actions.ts";
import { isLocale, isTheme, LOCALES, THEMES, type Theme } from "#i18n/locale.ts";

/** Both take effect when they are chosen. */
export function AppearanceForm({ theme }: { theme: Theme }) {
  const t = useTranslations("shell");
  return (
    <div className="flex flex-col gap-5">
      <RadioGroup
        legend={t("language")}
        name="language"
        look="segments"
        value={useLocale()}
        options={LOCALES.map((value) => ({ value, label: <span lang={value}>{t(`languages.${value}`)}</span> }))}
        onChange={({ target: { value } }) => {
          if (isLocale(value)) startTransition(() => chooseLanguage(value));
        }}
      />
      <RadioGroup
        legend={t("theme")}
        name="theme"
        look="segments"
        value={theme}
        options={THEMES.map((value) => ({ value, label: t(`themes.${value}`) }))}
        onChange={({ target: { value } }) => {
          if (isTheme(value)) startTransition(() => chooseTheme(value));
        }}
      />
    </div>
  );
}
