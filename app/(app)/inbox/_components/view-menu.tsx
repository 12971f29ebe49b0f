"use client";
import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { Menu, MenuLink } from "#components/ui/menu.tsx";
import { VIEWS, type View, viewHref } from "#features/leads/views.ts";

/** The views on a phone, behind the title. */
export function ViewMenu({ current }: { current: View }) {
  const t = useTranslations("shell.view");
  return (
    <Menu
      trigger={
        <button type="button" className="flex h-11 min-w-0 items-center gap-1.5">
          <span className="truncate">{t(current)}</span>
          <ChevronDown className="text-ink-2" />
        </button>
      }
    >
      {VIEWS.map((view) => (
        <MenuLink key={view} href={viewHref(view)}>
          {t(view)}
        </MenuLink>
      ))}
    </Menu>
  );
}
