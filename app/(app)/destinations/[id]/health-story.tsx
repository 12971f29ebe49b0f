import { useFormatter, useTranslations } from "next-intl";
import { Glyph } from "#components/glyph.tsx";
import { useProblemWords } from "#components/problem-words.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { DestinationDetail } from "#features/destinations/get-destination.ts";
import { HEALTH_MARKS } from "../health.tsx";

/** What happens at this destination now, what Buzón does by itself, and what somebody can do. */
export function HealthStory({
  destination,
  now,
  timeZone,
}: {
  destination: DestinationDetail;
  now: Date;
  timeZone: string;
}) {
  const t = useTranslations("destinations.story");
  const format = useFormatter();
  const problemWords = useProblemWords();
  const { id, name, pause, pausedAt, nextAllowedAt, waitingCount, failedCount, lastSentAt, health } = destination;
  const clock = (date: Date) =>
    format.dateTime(date, {
      day: "numeric",
      month: "short",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZone,
    });

  const kind = storyOf(destination);
  const { glyph, shape } = kind === "retrying" ? RETRYING : HEALTH_MARKS[health];
  const explanation = pause && problemWords({ code: pause.code ?? "", message: pause.message ?? "" });
  const values = {
    name,
    waiting: waitingCount,
    failed: failedCount,
    by: pause?.by ?? t("somebody"),
    since: pausedAt ? clock(pausedAt) : "",
    until: nextAllowedAt ? clock(nextAllowedAt) : "",
    hasUntil: String(nextAllowedAt !== null),
    b: (words: React.ReactNode) => <b className="font-semibold text-ink">{words}</b>,
  };

  return (
    <section className="flex gap-4 rounded-lg border border-line p-5 max-md:p-4">
      <Glyph shape={shape} tone={glyph} size={24} className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <h2 className="font-semibold text-lg">{t(`${kind}.title`, { name, failed: failedCount })}</h2>
        <p className="mt-1 max-w-140 text-base text-ink-2">
          {kind === "stopped" && explanation} {t.rich(`${kind}.text`, values)}{" "}
          {kind === "healthy" &&
            lastSentAt &&
            t.rich("lastSent", { time: () => <RelativeTime date={lastSentAt} now={now} timeZone={timeZone} /> })}
        </p>
        <div className="mt-4 flex flex-wrap gap-2 empty:hidden">
          {kind === "stopped" && (
            <ButtonLink href={`/destinations/${id}/connection`} variant="primary">
              {t("openConnection")}
            </ButtonLink>
          )}
          {failedCount > 0 && (
            <ButtonLink
              href={`/deliveries?tab=failed&destination=${id}`}
              variant={kind === "failed" ? "primary" : "secondary"}
            >
              {t("seeFailed", { count: failedCount })}
            </ButtonLink>
          )}
          {waitingCount > 0 && (
            <ButtonLink href={`/deliveries?tab=waiting&destination=${id}`}>
              {t("seeWaiting", { count: waitingCount })}
            </ButtonLink>
          )}
        </div>
      </div>
    </section>
  );
}

const RETRYING = { glyph: "warn", shape: "clock" } as const;

function storyOf({ pause, failedCount, health, lastSentAt, waitingCount, recentProblems }: DestinationDetail) {
  if (pause) return pause.cause === "person" ? "person" : "stopped";
  if (failedCount > 0) return "failed";
  if (health === "held") return "held";
  const [newest] = recentProblems;
  if (waitingCount > 0 && newest && (!lastSentAt || newest.lastAt > lastSentAt)) return "retrying";
  return lastSentAt ? "healthy" : "ready";
}
