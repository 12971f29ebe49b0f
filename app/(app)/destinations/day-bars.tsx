import { useFormatter, useTranslations } from "next-intl";
import type { DayCount } from "#features/destinations/delivery-days.ts";
import { deliveredShare, percent, SHARE_LOOKS, shareLevel } from "./share.ts";

const HEIGHT = 28;
const STEP = 8.5;
const WIDTH = 7;

/** A bar for each day, as high as the part of its leads that arrived; a line on the ground when none was sent. */
export function DayBars({ days }: { days: DayCount[] }) {
  const t = useTranslations("destinations");
  const format = useFormatter();
  const share = deliveredShare(days);
  return (
    <svg
      width={days.length * STEP}
      height={HEIGHT}
      role="img"
      aria-label={share === null ? t("barsEmpty") : t("bars", { share: percent(format, share), days: days.length })}
      className="shrink-0"
    >
      {days.map((day, index) => (
        <Bar key={day.day} x={index * STEP} share={deliveredShare([day])} />
      ))}
    </svg>
  );
}

function Bar({ x, share }: { x: number; share: number | null }) {
  if (share === null) return <rect x={x} y={HEIGHT - 2} width={WIDTH} height={2} className="fill-line-strong" />;
  const height = Math.max(2, share * HEIGHT);
  return (
    <rect
      x={x}
      y={HEIGHT - height}
      width={WIDTH}
      height={height}
      rx={1.5}
      className={SHARE_LOOKS[shareLevel(share)].fill}
    />
  );
}
