"use client";
import { ChartNoAxesColumn, Ellipsis, Inbox, Mailbox, Search, Send, TriangleAlert, Waypoints } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useKeys } from "#components/keys/keys-context.ts";
import { isWithin } from "#components/shell/nav-link.tsx";
import { UserMenu } from "#components/shell/user-menu.tsx";
import { classes } from "#components/ui/classes.ts";
import { MenuItem, MenuLink, MenuSeparator } from "#components/ui/menu.tsx";
import type { Theme } from "#i18n/locale.ts";

const ITEM = "flex h-16 flex-1 flex-col items-center justify-center gap-0.5 font-medium text-2xs";

/** The navigation of a phone. */
export function BottomBar({
  failedDeliveries,
  hasTrouble,
  isAdmin,
  email,
  theme,
}: {
  failedDeliveries: string | null;
  /** Something is wrong with a destination that nobody has seen to. */
  hasTrouble: boolean;
  isAdmin: boolean;
  email: string;
  theme: Theme;
}) {
  const t = useTranslations("shell");
  const palette = useTranslations("palette");
  const { openPalette } = useKeys();
  return (
    <nav
      aria-label={t("navigation")}
      className="fixed inset-x-0 bottom-0 z-30 flex border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <BarLink href="/inbox" icon={<Inbox />} label={t("inbox")} />
      <BarLink href="/deliveries" icon={<Send />} label={t("deliveries")} badge={failedDeliveries} />
      <BarLink href="/reports" icon={<ChartNoAxesColumn />} label={t("reports")} />
      <UserMenu
        email={email}
        theme={theme}
        side="top"
        align="end"
        trigger={
          <button type="button" className={classes(ITEM, "text-ink-2")}>
            <Pill>
              <Ellipsis />
              {isAdmin && hasTrouble && <Trouble label={t("destinationTrouble")} />}
            </Pill>
            {t("more")}
          </button>
        }
      >
        <MenuItem icon={<Search />} onClick={openPalette}>
          {palette("title")}
        </MenuItem>
        {isAdmin && (
          <>
            <MenuLink href="/endpoints" icon={<Mailbox />}>
              {t("endpoints")}
            </MenuLink>
            <MenuLink href="/destinations" icon={<Waypoints />}>
              {t("destinations")}
            </MenuLink>
            <MenuSeparator />
          </>
        )}
      </UserMenu>
    </nav>
  );
}

function BarLink({
  href,
  icon,
  label,
  badge,
}: {
  href: string;
  icon: ReactNode;
  label: string;
  badge?: string | null;
}) {
  const isHere = isWithin(usePathname(), href);
  return (
    <Link
      href={href}
      aria-current={isHere ? "page" : undefined}
      className={classes(ITEM, isHere ? "font-semibold text-ink" : "text-ink-2")}
    >
      <Pill isHere={isHere}>
        {icon}
        {badge && (
          <span className="absolute -top-1 left-8 flex h-4 min-w-4 items-center justify-center rounded-full bg-bad-icon px-1 font-semibold text-2xs text-surface">
            {badge}
          </span>
        )}
      </Pill>
      {label}
    </Link>
  );
}

function Pill({ isHere = false, children }: { isHere?: boolean; children: ReactNode }) {
  return (
    <span
      className={classes(
        "relative flex h-7 w-14 items-center justify-center rounded-full [&_.lucide]:size-5",
        isHere && "bg-accent text-on-accent",
      )}
    >
      {children}
    </span>
  );
}

function Trouble({ label }: { label: string }) {
  return (
    <span className="absolute -top-1 left-8 rounded-full bg-surface text-warn-icon [&_.lucide]:size-4">
      <TriangleAlert aria-hidden />
      <span className="sr-only">{label}</span>
    </span>
  );
}
