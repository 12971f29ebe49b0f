import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useTransition } from "react";
import { readRows, tintChanged } from "#components/live/changed-rows.ts";
import { mayRedraw } from "#components/live/presence.ts";

/** A redraw is all of the page with its counts: changes that come together share one. */
const GATHER_MS = 1_000;

/**
 * A way to ask that the page is read again because of news from `at` (the server's clock; null: unknown). It keeps
 * scroll, selection and focus, waits while somebody types or nobody looks, and is left out where the page was drawn
 * after that already, as after one's own changes. `renderedAt`: when the server drew what is shown.
 */
export function useLiveRefresh(renderedAt: number): (at: number | null) => void {
  const router = useRouter();
  const [isRefreshing, start] = useTransition();
  const drawn = useRef({ renderedAt, isRefreshing });
  const wanted = useRef<number | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const rows = useRef<ReturnType<typeof readRows>>(new Map());

  useEffect(() => {
    drawn.current = { renderedAt, isRefreshing };
  });
  useEffect(() => {
    if (!isRefreshing) tintChanged(rows.current);
    rows.current = new Map();
  }, [isRefreshing]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const refresh = useCallback(() => {
    timer.current = undefined;
    if (wanted.current === null || drawn.current.renderedAt >= wanted.current) {
      wanted.current = null;
    } else if (drawn.current.isRefreshing || !mayRedraw()) {
      timer.current = setTimeout(refresh, GATHER_MS);
    } else {
      wanted.current = null;
      rows.current = readRows();
      start(() => router.refresh());
    }
  }, [router]);

  return useCallback(
    (at) => {
      wanted.current = Math.max(wanted.current ?? 0, at ?? Number.POSITIVE_INFINITY);
      timer.current ??= setTimeout(refresh, GATHER_MS);
    },
    [refresh],
  );
}
