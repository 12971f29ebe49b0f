"use client";
import { LogOut, Settings2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type ReactElement, type ReactNode, startTransition } from "react";
import { Menu, MenuChoice, MenuItem, MenuLink, MenuSeparator } from "#components/ui/menu.tsx";
import { chooseLanguage, chooseTheme, signOut } from "#features/people/actions.ts";
import { LOCALES, THEMES, type Theme } from "#i18n/locale.ts";

/** Language, theme and the way out, behind whatever `trigger` is; `children` come first. */
export function UserMenu({
  trigger,
  email,
  theme,
  side,
  align,
  children,
}: {
  trigger: ReactElement;
  email: string;
  theme: Theme;
  side: "top" | "right";
  align: "start" | "end";
  children?: ReactNode;
}) {
  const t = useTranslations("shell");
  const language = useLocale();
  return (
    <Menu trigger={trigger} side={side} align={align}>
      {children}
      <p className="truncate px-2 pt-1.5 pb-1 text-ink-3 text-xs">{email}</p>
      <MenuLink href="/settings" icon={<Settings2 />}>
        {t("yourSettings")}
      </MenuLink>
      <MenuSeparator />
      <MenuChoice
        label={t("language")}
        value={language}
        options={LOCALES.map((value) => ({ value, label: t(`languages.${value}`), lang: value }))}
        onChange={(value) => startTransition(() => chooseLanguage(value))}
      />
      <MenuSeparator />
      <MenuChoice
        label={t("theme")}
        value={theme}
        options={THEMES.map((value) => ({ value, label: t(`themes.${value}`) }))}
        onChange={(value) => startTransition(() => chooseTheme(value))}
      />
      <MenuSeparator />
      <MenuItem icon={<LogOut />} onClick={() => startTransition(() => signOut())}>
        {t("signOut")}
      </MenuItem>
    </Menu>
  );
}
