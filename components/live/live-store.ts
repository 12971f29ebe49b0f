import { useEffect, useRef, useSyncExternalStore } from "react";
import type { LiveNews, LiveState } from "#components/live/live-stream.ts";

// What is heard belongs to the tab and not to a component: pages come and go while the stream stays open.

let state: LiveState = "live";
const stateListeners = new Set<() => void>();
const newsListeners = new Set<(news: LiveNews, isOwn: boolean) => void>();

/** `isOwn`: this tab heard it from the server, and not from another tab. */
export function spreadNews(news: LiveNews, isOwn: boolean): void {
  for (const listener of newsListeners) listener(news, isOwn);
}

export function setLiveState(next: LiveState): void {
  state = next;
  for (const listener of stateListeners) listener();
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (listener) => {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    () => state,
    () => "live",
  );
}

export function useNews(onNews: (news: LiveNews, isOwn: boolean) => void): void {
  const latest = useRef(onNews);
  useEffect(() => {
    latest.current = onNews;
  });
  useEffect(() => {
    const listener = (news: LiveNews, isOwn: boolean) => latest.current(news, isOwn);
    newsListeners.add(listener);
    return () => {
      newsListeners.delete(listener);
    };
  }, []);
}
