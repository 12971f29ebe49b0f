"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

const GIVE_UP_AFTER_MS = 30 * 60_000;

/** Reads the page again every few seconds while somebody looks at it, for half an hour at most. */
export function AutoRefresh({ everyMs }: { everyMs: number }) {
  const router = useRouter();
  useEffect(() => {
    const startedAt = Date.now();
    const timer = setInterval(() => {
      if (Date.now() - startedAt > GIVE_UP_AFTER_MS) clearInterval(timer);
      else if (document.visibilityState === "visible") router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [router, everyMs]);
  return null;
}
