import { cookies } from "next/headers";
import { getFormatter, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { BottomBar } from "#components/shell/bottom-bar.tsx";
import { SideNav } from "#components/shell/side-nav.tsx";
import { ToastProvider } from "#components/ui/toast.tsx";
import { countDeliveries } from "#features/deliveries/count-deliveries.ts";
import { endpointHealth } from "#features/endpoints/endpoint-health.ts";
import { lastLeadAt } from "#features/endpoints/last-lead-at.ts";
import { type Count, countViews } from "#features/leads/count-leads.ts";
import { viewHref } from "#features/leads/views.ts";
import { hasWarnings } from "#features/notices/list-notices.ts";
import { requireSession } from "#features/people/require-session.ts";
import { isTheme, THEME_COOKIE } from "#i18n/locale.ts";

/** The frame of every page behind the sign-in. */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const session = await requireSession();
  const now = new Date();
  const [t, format, { views: viewCounts, unread }, deliveries, lastLead, hasTrouble, jar] = await Promise.all([
    getTranslations("shell"),
    getFormatter(),
    countViews(session, now),
    countDeliveries(session),
    lastLeadAt(session),
    hasWarnings(session),
    cookies(),
  ]);

  const theme = jar.get(THEME_COOKIE)?.value;
  const chrome = {
    theme: isTheme(theme) ? theme : "system",
    hasTrouble,
    failedDeliveries: deliveries.failed > 0 ? format.number(deliveries.failed) : null,
  } as const;
  const count = ({ count, isMore }: Count) => (isMore ? t("moreThan", { count }) : format.number(count));
  const views = viewCounts.map(({ view, total }) => ({
    href: viewHref(view),
    label: t(`view.${view}`),
    count: count(total),
  }));

  return (
    <ToastProvider>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:bg-surface focus:p-3"
      >
        {t("skip")}
      </a>
      <div className="flex min-h-dvh">
        <SideNav
          session={session}
          views={lastLead ? views : []}
          unread={unread > 0 ? format.number(unread) : null}
          health={endpointHealth({ disabledAt: null, lastLeadAt: lastLead }, now)}
          now={now}
          {...chrome}
        />
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col bg-surface outline-none max-md:pb-17">
          {children}
        </main>
      </div>
      <BottomBar isAdmin={session.role === "admin"} email={session.email} {...chrome} />
    </ToastProvider>
  );
}
