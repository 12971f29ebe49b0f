import { useFormatter, useTranslations } from "next-intl";
import { Glyph, type GlyphShape, type GlyphTone } from "#components/glyph.tsx";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import type { DestinationHealth } from "#features/destinations/destination-health.ts";
import type { DestinationRow } from "#features/destinations/destination-row.ts";

export const HEALTH_MARKS: Record<DestinationHealth, { tone: Tone; glyph: GlyphTone; shape: GlyphShape }> = {
  healthy: { tone: "ok", glyph: "ok", shape: "tick" },
  held: { tone: "warn", glyph: "warn", shape: "bars" },
  paused: { tone: "neutral", glyph: "neutral", shape: "bars" },
  attention: { tone: "bad", glyph: "bad", shape: "cross" },
};

export function HealthBadge({ health }: { health: DestinationHealth }) {
  const t = useTranslations("health");
  const { tone, glyph, shape } = HEALTH_MARKS[health];
  return (
    <Badge tone={tone} icon={<Glyph shape={shape} tone={glyph} size={13} />}>
      {t(health)}
    </Badge>
  );
}

/** Why it is not healthy, in one line; nothing when it is. */
export function HealthReason({
  destination: { pause, pausedAt, nextAllowedAt, failedCount, health },
  timeZone,
  className,
}: {
  destination: DestinationRow;
  timeZone: string;
  className?: string;
}) {
  const t = useTranslations("destinations.reason");
  const format = useFormatter();

  function words(): string | null {
    if (pause?.cause === "person") {
      const date = pausedAt ? format.dateTime(pausedAt, { day: "numeric", month: "short", timeZone }) : "";
      return t("person", { name: pause.by ?? t("somebody"), date });
    }
    if (pause) return t(`cause.${pause.cause}`);
    if (failedCount > 0) return t("failed", { count: failedCount });
    if (health !== "held" || !nextAllowedAt) return null;
    return t("until", {
      time: format.dateTime(nextAllowedAt, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }),
    });
  }

  const reason = words();
  return reason && <span className={className}>{reason}</span>;
}
