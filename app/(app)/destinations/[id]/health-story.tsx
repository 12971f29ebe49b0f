import { Hourglass } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useErrorWords } from "#components/error-words.tsx";
import { Glyph } from "#components/glyph.tsx";
import { AutoRefresh } from "#components/ui/auto-refresh.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { DestinationDetail } from "#features/destinations/get-destination.ts";
import { HEALTH_MARKS, whenWords } from "../health.tsx";
import { CircuitSteps } from "./circuit-steps.tsx";
import { storyOf } from "./story.ts";
import { TryOneButton } from "./try-one-button.tsx";

const REFRESH_MS = 10_000;

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
  const errorWords = useErrorWords();
  const { connector, name, pause, pausedAt, nextAllowedAt, nextTryAt, waitingCount, failedCount, lastSentAt } =
    destination;
  const when = (date: Date | null) => whenWords(format, date, now, timeZone);

  const story = storyOf(destination);
  const said = pause?.code ? errorWords(connector, { code: pause.code, message: pause.message ?? "" }) : null;
  const values = {
    name,
    waiting: waitingCount,
    failed: failedCount,
    by: pause?.by ?? t("somebody"),
    since: when(pausedAt).text,
    sinceDay: when(pausedAt).day,
    until: when(nextAllowedAt).text,
    hasUntil: String(nextAllowedAt !== null),
    next: when(nextTryAt).text,
    nextDay: when(nextTryAt).day,
    hasNext: isBeingTried(destination, now) ? "now" : String(nextTryAt !== null),
  };
  const rich = { ...values, b: (words: ReactNode) => <b className="font-semibold text-ink">{words}</b> };

  return (
    <section className="rounded-lg border border-line">
      {story.isOpen && <AutoRefresh everyMs={REFRESH_MS} />}
      <div className="flex gap-4 p-5 max-md:p-4">
        <StoryMark destination={destination} isWaiting={story.passes} />
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold text-lg">{t(`${story.kind}.title`, values)}</h2>
          <p className="mt-1 max-w-140 text-base text-ink-2">
            {story.isOpen && said && `${said.sentence} `}
            {t.rich(`${story.kind}.text`, rich)} {story.isOpen && t("next", values)}
            {story.kind === "healthy" &&
              lastSentAt &&
              t.rich("lastSent", { time: () => <RelativeTime date={lastSentAt} now={now} timeZone={timeZone} /> })}
          </p>
          {story.isOpen && said?.fix && !story.passes && (
            <p className="mt-2 max-w-140 text-base text-ink-2">{said.fix}</p>
          )}
          <Commands destination={destination} />
        </div>
      </div>
      {(story.isOpen || story.kind === "again") && (
        <CircuitSteps destination={destination} now={now} timeZone={timeZone} />
      )}
    </section>
  );
}

function isBeingTried({ circuit, nextTryAt }: DestinationDetail, now: Date): boolean {
  return circuit === "trying" || (nextTryAt !== null && nextTryAt <= now);
}

function StoryMark({ destination: { health }, isWaiting }: { destination: DestinationDetail; isWaiting: boolean }) {
  if (isWaiting) {
    return (
      <span className="grid size-8 shrink-0 place-items-center rounded-full bg-warn-soft text-warn-icon">
        <Hourglass aria-hidden />
      </span>
    );
  }
  const { glyph, shape } = HEALTH_MARKS[health];
  return <Glyph shape={shape} tone={glyph} size={24} className="mt-0.5" />;
}

/** At most one of them is yellow: the one that helps most. */
function Commands({ destination }: { destination: DestinationDetail }) {
  const t = useTranslations("destinations.story");
  const { id, name, waitingCount, failedCount, circuit, pause } = destination;
  const { kind, remedy, isOpen } = storyOf(destination);
  return (
    <div className="mt-4 flex flex-wrap gap-2 empty:hidden">
      {remedy && (
        <ButtonLink href={`/destinations/${id}/${remedy}`} variant="primary">
          {t(`remedy.${remedy}`)}
        </ButtonLink>
      )}
      {isOpen && circuit === "held" && pause?.code !== "not_connected" && (
        <TryOneButton
          destinationId={id}
          name={name}
          hasLeads={waitingCount > 0}
          variant={remedy ? "secondary" : "primary"}
        />
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
  );
}
