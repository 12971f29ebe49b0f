"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const EVERY_MS = 2_000;
const AT_MOST = 30;

/** Looks again while a delivery is on its way, for a minute and only while somebody looks. */
export function RefreshSoon() {
  const router = useRouter();
  useEffect(() => {
    let left = AT_MOST;
    const timer = setInterval(() => {
      if (left-- <= 0) clearInterval(timer);
      else if (document.visibilityState === "visible") router.refresh();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
