"use client";
import { WifiOff } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { setLiveState, spreadNews, useLiveState } from "#components/live/live-store.ts";
import { type LiveNews, type LiveState, openLiveStream } from "#components/live/live-stream.ts";
import { oneForAllTabs } from "#components/live/one-for-all-tabs.ts";
import { useBadge } from "#components/live/use-badge.ts";

type Message = { news: LiveNews } | { state: LiveState };

/** Hears the server for every page of this tab, and says so when it cannot. */
export function Live({ userId, newest, notify }: { userId: string; newest: number; notify: boolean }) {
  const t = useTranslations("live");
  const state = useLiveState();
  useBadge({ newest, notify });

  useEffect(
    () =>
      oneForAllTabs<Message>(
        `buzon-live ${userId}`,
        (say) => openLiveStream({ onNews: (news) => say({ news }), onState: (state) => say({ state }) }),
        (message, isOwn) => {
          if ("news" in message) spreadNews(message.news, isOwn);
          else setLiveState(message.state);
        },
      ),
    [userId],
  );

  if (state === "live" || state === "asking") return null;
  return (
    <div
      role="alert"
      className="fixed inset-x-0 top-0 z-50 mx-auto flex w-fit max-w-full items-center gap-2 rounded-b-lg bg-bad-soft px-4 py-2 font-medium text-bad text-sm shadow-popover"
    >
      <WifiOff />
      <span>{state === "lost" ? t("lost") : t("signedOut")}</span>
      {state === "ended" && (
        <Link href="/sign-in" className="link shrink-0">
          {t("signIn")}
        </Link>
      )}
    </div>
  );
}
