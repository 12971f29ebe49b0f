import type { useTranslations } from "next-intl";

/** How long a try took: "1.2 s", "17 ms", or a dash when there was none. */
export function tookText(t: ReturnType<typeof useTranslations<"deliveries">>, durationMs: number | null): string {
  if (durationMs === null) return "–";
  return durationMs < 100
    ? t("milliseconds", { milliseconds: durationMs })
    : t("seconds", { seconds: durationMs / 1000 });
}
