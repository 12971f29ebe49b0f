import { cookies } from "next/headers";
import { getFormatter, getTranslations } from "next-intl/server";
import { type ReactNode, Suspense } from "react";
import { Keys } from "#components/keys/keys.tsx";
import { Live } from "#components/live/live.tsx";
import { BottomBar } from "#components/shell/bottom-bar.tsx";
import { SideNav } from "#components/shell/side-nav.tsx";
import { ToastProvider } from "#components/ui/toast.tsx";
import { countDeliveries } from "#features/deliveries/count-deliveries.ts";
import { endpointHealth } from "#features/endpoints/endpoint-health.ts";
import { lastLeadAt } from "#features/endpoints/last-lead-at.ts";
import { countUnread } from "#features/leads/count-leads.ts";
import { EVERYTHING } from "#features/leads/lead-filter.ts";
import { newestLeadNumber } from "#features/live/count-newer.ts";
import { hasWarnings } from "#features/notices/list-notices.ts";
import { getPreferences } from "#features/people/preferences.ts";
import { requireSession } from "#features/people/require-session.ts";
import { isTheme, THEME_COOKIE } from "#i18n/locale.ts";
import { RunningChanges } from "./running-changes.tsx";

/** The frame of every page behind the sign-in. */
export default async function AppLayout({ children, views }: { children: ReactNode; views: ReactNode }) {
  const session = await requireSession();
  const now = new Date();
  const [t, format, unread, deliveries, lastLead, hasTrouble, jar, newest, { singleKeys, notify }] = await Promise.all([
    getTranslations("shell"),
    getFormatter(),
    countUnread(session, EVERYTHING, now),
    countDeliveries(session),
    lastLeadAt(session),
    hasWarnings(session),
    cookies(),
    newestLeadNumber(session.workspaceId),
    getPreferences(session.userId),
  ]);

  const { userId, name, role } = session;
  const theme = jar.get(THEME_COOKIE)?.value;
  const chrome = {
    theme: isTheme(theme) ? theme : "system",
    hasTrouble,
    failedDeliveries: deliveries.failed > 0 ? format.number(deliveries.failed) : null,
  } as const;

  return (
    <ToastProvider>
      <Keys person={{ userId, name, role, theme: chrome.theme, singleKeys }}>
        <Live userId={userId} newest={newest} notify={notify} />
        <a
          href="#main"
          className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:bg-surface focus:p-3"
        >
          {t("skip")}
        </a>
        <div className="flex min-h-dvh">
          <SideNav
            session={session}
            views={lastLead && views}
            unread={unread > 0 ? format.number(unread) : null}
            health={endpointHealth({ disabledAt: null, lastLeadAt: lastLead }, now)}
            now={now}
            {...chrome}
          />
          <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col bg-surface outline-none max-md:pb-17">
            {children}
          </main>
        </div>
        <Suspense>
          <RunningChanges session={session} />
        </Suspense>
        <BottomBar isAdmin={role === "admin"} email={session.email} {...chrome} />
      </Keys>
    </ToastProvider>
  );
}
