"use client";
import { ChevronDown, Settings2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ViewActions } from "#components/shell/view-actions.tsx";
import { SharedMark } from "#components/shell/view-links.tsx";
import type { ViewRow } from "#components/shell/view-row.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "#components/ui/menu.tsx";

/** The views on a phone, behind the title, and what can be done with the saved ones. */
export function ViewMenu({ title, current, rows }: { title: string; current: string; rows: ViewRow[] }) {
  const t = useTranslations("views");
  const [isManaging, setManaging] = useState(false);
  const saved = rows.flatMap((row) => (row.saved?.may.change ? [{ ...row, saved: row.saved }] : []));
  return (
    <>
      <Menu
        trigger={
          <button type="button" className="flex h-11 min-w-0 max-w-full items-center gap-1.5">
            <bdi className="truncate">{title}</bdi>
            <ChevronDown className="text-ink-2" />
          </button>
        }
      >
        {rows.map((row) => (
          <MenuLink
            key={row.key}
            href={row.href}
            isCurrent={row.key === current}
            aside={
              <>
                {row.saved && <SharedMark saved={row.saved} />}
                <span className="pl-4 text-ink-2 tabular-nums">{row.count}</span>
              </>
            }
          >
            <bdi>{row.label}</bdi>
          </MenuLink>
        ))}
        {saved.length > 0 && (
          <>
            <MenuSeparator />
            <MenuItem icon={<Settings2 />} onClick={() => setManaging(true)}>
              {t("manage")}
            </MenuItem>
          </>
        )}
      </Menu>
      <Dialog title={t("manageTitle")} open={isManaging} onOpenChange={setManaging}>
        <ul className="-my-2">
          {saved.map((row) => (
            <li key={row.key} className="flex min-h-11 items-center gap-2 border-line border-b last:border-0">
              <bdi className="min-w-0 flex-1 truncate">{row.label}</bdi>
              <SharedMark saved={row.saved} />
              <ViewActions saved={row.saved} name={row.label} />
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  );
}
