import { useFormatter, useTranslations } from "next-intl";
import { Glyph, type GlyphShape, type GlyphTone } from "#components/glyph.tsx";
import { momentText } from "#components/moment.tsx";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { classes } from "#components/ui/classes.ts";
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
  destination,
  now,
  timeZone,
  className,
}: {
  destination: DestinationRow;
  now: Date;
  timeZone: string;
  className?: string;
}) {
  const t = useTranslations("destinations.reason");
  const format = useFormatter();
  const { pause, pausedAt, nextAllowedAt, nextTryAt, failedCount, waitingCount, circuit, isFailing } = destination;
  const { text: since, day: sinceDay } = whenWords(format, pausedAt, now, timeZone);
  const { text: next, day: nextDay } = whenWords(format, nextTryAt, now, timeZone);

  function words(): string | null {
    if (pause?.cause === "person") {
      const date = pausedAt ? format.dateTime(pausedAt, { day: "numeric", month: "short", timeZone }) : "";
      return t("person", { name: pause.by ?? t("somebody"), date });
    }
    if (pause && circuit === "trying") return t("trying");
    if (pause) {
      const values = { since, sinceDay, next, nextDay, hasNext: String(nextTryAt !== null) };
      return ON_HOLD.has(pause.cause) ? t("onHold", values) : t(`cause.${pause.cause}`);
    }
    if (failedCount > 0) return t("failed", { count: failedCount });
    if (isFailing && nextTryAt) return t("failing", { next, nextDay });
    if (nextAllowedAt) {
      const { text: time, day } = whenWords(format, nextAllowedAt, now, timeZone);
      return t("until", { time, day });
    }
    return circuit === "again" ? t("again", { count: waitingCount }) : null;
  }

  const reason = words();
  return reason && <span className={className}>{reason}</span>;
}

/** A moment as messages take it: "at" for today's, "on" for others. */
export function whenWords(
  format: ReturnType<typeof useFormatter>,
  date: Date | null,
  now: Date,
  timeZone: string,
): { text: string; day: "today" | "other" } {
  if (!date) return { text: "", day: "other" };
  const { text, isToday } = momentText(format, { date, now, timeZone });
  return { text, day: isToday ? "today" : "other" };
}

const ON_HOLD = new Set(["unreachable", "busy", "quota"]);

/** How long the secret still works, from a month before its end on. */
export function SecretCountdown({ daysLeft, className }: { daysLeft: number | null; className?: string }) {
  const t = useTranslations("destinations.secret");
  if (daysLeft === null || daysLeft > COUNTED_DAYS) return null;
  return (
    <span className={classes("font-medium", daysLeft <= URGENT_DAYS ? "text-bad" : "text-warn", className)}>
      {daysLeft <= 0 ? t("expired") : t("expires", { days: daysLeft })}
    </span>
  );
}

const COUNTED_DAYS = 30;
const URGENT_DAYS = 7;
