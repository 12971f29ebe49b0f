import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useLeadWords } from "#components/leads/use-lead-words.ts";
import { countNewer } from "#components/live/count-newer.ts";
import { useNews } from "#components/live/live-store.ts";
import type { Newer } from "#features/live/count-newer.ts";

const COUNT_AFTER_MS = 1_500;

/**
 * Counts the leads that come while the tab is hidden, in its title, and announces them where the person wants that.
 * Counted is what the list shows that stands open; elsewhere every lead that is no test.
 */
export function useBadge({ newest, notify }: { newest: number; notify: boolean }): void {
  const t = useTranslations("live");
  const words = useLeadWords();
  const router = useRouter();
  const seen = useRef(newest);
  const counting = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    seen.current = Math.max(seen.current, newest);
  }, [newest]);

  useEffect(() => {
    function onSeen() {
      if (document.visibilityState === "visible") document.title = bareTitle();
    }
    document.addEventListener("visibilitychange", onSeen);
    return () => {
      document.removeEventListener("visibilitychange", onSeen);
      clearTimeout(counting.current);
    };
  }, []);

  useNews(({ arrived }, isOwn) => {
    if (document.visibilityState === "visible" || arrived.length === 0) return;
    clearTimeout(counting.current);
    counting.current = setTimeout(() => count(isOwn), COUNT_AFTER_MS);
  });

  async function count(isOwn: boolean) {
    const newer = await countNewer(shownFilter(), seen.current);
    if (!newer?.newest || document.visibilityState === "visible") return;
    document.title = t(newer.isMore ? "titleMore" : "title", { count: newer.count, title: bareTitle() });
    if (notify && isOwn) announce(newer, newer.newest);
  }

  /** Its text may be read on a locked screen: what was done and the offer, never a person. */
  function announce({ count, isMore }: Newer, newest: NonNullable<Newer["newest"]>) {
    if (!("Notification" in window) || Notification.permission !== "granted") return;
    const message = new Notification(t("newLeads", { count, isMore: String(isMore) }), {
      body: t("notification", { action: words.action(newest), offer: newest.offerTitle ?? "none" }),
      // One message that grows, instead of a pile.
      tag: "buzon-new-leads",
      icon: "/icon.svg",
    });
    message.onclick = () => {
      window.focus();
      router.push(count === 1 ? `/leads/${newest.number}` : "/inbox");
      message.close();
    };
  }
}

function bareTitle(): string {
  return document.title.replace(/^\(\d+\+?\) /, "");
}

function shownFilter(): string {
  return location.pathname === "/inbox" ? (new URLSearchParams(location.search).get("q") ?? "") : "";
}
