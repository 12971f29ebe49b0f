"use client";
import { useNews } from "#components/live/live-store.ts";
import { useLiveRefresh } from "#components/live/use-live-refresh.ts";
import { mayHold } from "#features/live/news.ts";

/** Keeps the page of one lead up to date. `renderedAt`: when the server drew it, in milliseconds. */
export function LiveLead({ number, renderedAt }: { number: number; renderedAt: number }) {
  const refresh = useLiveRefresh(renderedAt);
  useNews(({ changed, at }) => {
    if (mayHold(changed, number)) refresh(at);
  });
  return null;
}
