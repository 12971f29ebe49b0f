"use client";
import { ChevronDown, Languages } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { startTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuChoice } from "#components/ui/menu.tsx";
import { chooseLanguage } from "#features/people/actions.ts";
import { LOCALES } from "#i18n/locale.ts";

/** The language, for somebody who is not signed in. */
export function LanguageMenu() {
  const t = useTranslations("shell");
  const language = useLocale();
  return (
    <Menu
      side="top"
      trigger={
        <Button variant="ghost" size="sm" icon={<Languages />} className="-ml-2.5">
          {t(`languages.${language}`)}
          <ChevronDown className="size-3.5" />
        </Button>
      }
    >
      <MenuChoice
        label={t("language")}
        value={language}
        options={LOCALES.map((value) => ({ value, label: t(`languages.${value}`), lang: value }))}
        onChange={(value) => startTransition(() => chooseLanguage(value))}
      />
    </Menu>
  );
}
