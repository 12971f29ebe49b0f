"use client";
import { useTranslations } from "next-intl";

const MINUTE_SECONDS = 60;

/** When a password may be tried again, in words. */
export function useThrottleText(): (retryAfterSeconds: number) => string {
  const t = useTranslations("throttle");
  return (seconds) =>
    seconds < MINUTE_SECONDS
      ? t("seconds", { count: seconds })
      : t("minutes", { count: Math.ceil(seconds / MINUTE_SECONDS) });
}
