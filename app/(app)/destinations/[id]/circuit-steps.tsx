import { useFormatter, useTranslations } from "next-intl";
import { Glyph } from "#components/glyph.tsx";
import { classes } from "#components/ui/classes.ts";
import type { CircuitStep } from "#features/destinations/destination-health.ts";
import type { DestinationDetail } from "#features/destinations/get-destination.ts";
import { whenWords } from "../health.tsx";

const STEPS: CircuitStep[] = ["sending", "held", "trying", "again"];

/** The four steps a destination goes through when it does not take leads, and where it is among them. */
export function CircuitSteps({
  destination: { circuit, pausedAt, nextTryAt, waitingCount },
  now,
  timeZone,
}: {
  destination: DestinationDetail;
  now: Date;
  timeZone: string;
}) {
  const t = useTranslations("destinations.circuit");
  const format = useFormatter();
  const current = STEPS.indexOf(circuit);
  const moment = (key: "until" | "since" | "at", date: Date | null) => {
    const { text: time, day } = whenWords(format, date, now, timeZone);
    return date && t(key, { time, day });
  };
  const details: Record<CircuitStep, string | null> = {
    sending: moment("until", pausedAt),
    held: moment("since", pausedAt),
    trying: circuit === "held" ? moment("at", nextTryAt) : null,
    again: circuit === "again" ? t("left", { count: waitingCount }) : t("ifTaken"),
  };

  return (
    <ol
      aria-label={t("title")}
      className="grid grid-cols-4 gap-x-4 rounded-b-lg border-line border-t bg-sunken px-5 py-4 text-sm max-md:grid-cols-1 max-md:gap-y-2 max-md:px-4"
    >
      {STEPS.map((step, index) => (
        <li key={step} aria-current={index === current ? "step" : undefined} className="min-w-0">
          <span className={classes("flex items-center gap-2.5", index === current ? "font-semibold" : "text-ink-2")}>
            <StepMark step={step} place={Math.sign(index - current)} />
            <span className="shrink-0">{t(step)}</span>
            {index < STEPS.length - 1 && <span className="h-px flex-1 bg-line-strong max-md:hidden" aria-hidden />}
          </span>
          {details[step] && <span className="block pl-6 text-ink-2 text-xs">{details[step]}</span>}
        </li>
      ))}
    </ol>
  );
}

/** `place`: -1 is done, 0 is now, 1 is still to come. */
function StepMark({ step, place }: { step: CircuitStep; place: number }) {
  if (place < 0) return <Glyph shape="tick" tone="neutral" />;
  if (place > 0) return <span className="size-3.5 shrink-0 rounded-full border border-line-control" aria-hidden />;
  if (step === "trying") return <Glyph shape="dots" tone="warn" />;
  return step === "again" ? <Glyph shape="tick" tone="ok" /> : <Glyph shape="bars" tone="warn" />;
}
