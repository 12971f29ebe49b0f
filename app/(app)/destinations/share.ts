import type { useFormatter } from "next-intl";
import type { DayCount } from "#features/destinations/delivery-days.ts";

type SentCount = Pick<DayCount, "delivered" | "failed">;

/** Which part of what was sent in these days arrived, 0 to 1; null when nothing was sent. */
export function deliveredShare(days: SentCount[]): number | null {
  const { delivered, sent } = sumOf(days);
  return sent === 0 ? null : delivered / sent;
}

export function sumOf(days: SentCount[]): { delivered: number; sent: number } {
  const delivered = days.reduce((sum, day) => sum + day.delivered, 0);
  return { delivered, sent: delivered + days.reduce((sum, day) => sum + day.failed, 0) };
}

/** Rounded down, so that "100%" is said only when every lead arrived. */
export function percent(format: ReturnType<typeof useFormatter>, share: number): string {
  return format.number(Math.floor(share * 1000) / 1000, { style: "percent", maximumFractionDigits: 1 });
}

export const SHARE_LOOKS = {
  good: { fill: "fill-neutral-icon/65", text: "" },
  fair: { fill: "fill-warn-icon", text: "text-warn" },
  poor: { fill: "fill-bad-icon", text: "text-bad" },
};

export function shareLevel(share: number): keyof typeof SHARE_LOOKS {
  if (share >= 0.99) return "good";
  return share >= 0.9 ? "fair" : "poor";
}
