import { ChartNoAxesColumn, Inbox, Mailbox, Send, Settings2, TriangleAlert, Waypoints } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { HelpButton, PaletteButton } from "#components/palette/palette-buttons.tsx";
import { AccountButton } from "#components/shell/account-button.tsx";
import { NavLink } from "#components/shell/nav-link.tsx";
import { ReceivingLine } from "#components/shell/receiving-line.tsx";
import { Mark } from "#components/ui/logo.tsx";
import type { EndpointHealth } from "#features/endpoints/endpoint-health.ts";
import type { Session } from "#features/people/session.ts";
import type { Theme } from "#i18n/locale.ts";

/** The navigation: 220 px wide, from 768 to 1279 px a rail of icons; a phone has the bottom bar instead. */
export function SideNav({
  session,
  theme,
  views,
  unread,
  failedDeliveries,
  hasTrouble,
  health,
  now,
}: {
  session: Session;
  theme: Theme;
  /** The views of the inbox; null until there is a lead. */
  views: ReactNode;
  unread: string | null;
  failedDeliveries: string | null;
  /** Something is wrong with a destination that nobody has seen to. */
  hasTrouble: boolean;
  health: EndpointHealth;
  now: Date;
}) {
  const t = useTranslations("shell");
  return (
    <header className="sticky top-0 flex h-dvh w-14 shrink-0 flex-col border-line border-r bg-canvas px-3 max-xl:px-2 max-md:hidden xl:w-55">
      <Link
        href="/inbox"
        aria-label={t("home")}
        className="flex h-14 shrink-0 items-center gap-2.5 px-1 max-xl:justify-center"
      >
        <Mark size={27} />
        <span className="font-semibold text-[17px] tracking-tight max-xl:hidden">Buzón</span>
      </Link>
      <PaletteButton />
      <nav aria-label={t("navigation")} className="-mx-2 flex min-h-0 flex-1 flex-col gap-px overflow-y-auto px-2 pt-1">
        <NavLink
          href="/inbox"
          label={t("inbox")}
          icon={<Inbox />}
          isHead={Boolean(views)}
          badge={unread && <span className="font-semibold text-ink tabular-nums max-xl:sr-only">{unread}</span>}
        />
        {views}
        <NavLink
          href="/deliveries"
          label={t("deliveries")}
          icon={<Send />}
          badge={
            failedDeliveries && (
              <FailedCount count={failedDeliveries} label={t("failed", { count: failedDeliveries })} />
            )
          }
        />
        <NavLink href="/reports" label={t("reports")} icon={<ChartNoAxesColumn />} />
        {session.role === "admin" && (
          <>
            <p className="mt-5 mb-1 px-2 text-ink-3 text-xs max-xl:hidden">{t("setUp")}</p>
            <hr className="mx-1 my-3 border-line xl:hidden" />
            <NavLink href="/endpoints" label={t("endpoints")} icon={<Mailbox />} />
            <NavLink
              href="/destinations"
              label={t("destinations")}
              icon={<Waypoints />}
              badge={hasTrouble && <Trouble label={t("destinationTrouble")} />}
            />
            <NavLink href="/settings" label={t("settings")} icon={<Settings2 />} />
          </>
        )}
      </nav>
      <ReceivingLine health={health} now={now} />
      <div className="flex shrink-0 items-center border-line border-t py-2 max-xl:flex-col">
        <div className="min-w-0 flex-1">
          <AccountButton name={session.name} email={session.email} theme={theme} />
        </div>
        <HelpButton />
      </div>
    </header>
  );
}

function FailedCount({ count, label }: { count: string; label: string }) {
  return (
    <span className="flex h-5 min-w-5 items-center justify-center rounded-sm bg-bad-soft px-1 font-semibold text-bad text-xs tabular-nums max-xl:absolute max-xl:-top-1 max-xl:-right-1 max-xl:h-4 max-xl:min-w-4">
      <span aria-hidden>{count}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}

function Trouble({ label }: { label: string }) {
  return (
    <span className="text-warn-icon max-xl:absolute max-xl:-top-1 max-xl:-right-1 max-xl:rounded-full max-xl:bg-canvas [&_.lucide]:max-xl:size-3.5">
      <TriangleAlert aria-hidden />
      <span className="sr-only">{label}</span>
    </span>
  );
}
