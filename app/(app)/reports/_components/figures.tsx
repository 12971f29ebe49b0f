import { useFormatter, useTranslations } from "next-intl";
import { Suspense } from "react";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { ForwardingCounts } from "#features/reports/count-forwarding.ts";
import type { Report } from "#features/reports/get-report.ts";
import { leadsOf } from "#features/reports/leads-of.ts";
import { periodBefore } from "#features/reports/period.ts";
import { leadsHref } from "#features/reports/report-scope.ts";
import { shareOf } from "#features/reports/share-of.ts";
import { Figure, FigureChange, FigureDetail, FigureValue } from "./figure.tsx";
import { FirstTry } from "./first-try.tsx";
import { NeverForwarded } from "./never-forwarded.tsx";
import { useReportWords } from "./use-report-words.ts";

const MINUTE_SECONDS = 60;

/** What a manager asks first, each with its change to as many days before. */
export function Figures({
  report,
  forwarding,
  today,
}: {
  report: Report;
  forwarding: Promise<ForwardingCounts>;
  today: string;
}) {
  const t = useTranslations("reports.figure");
  const format = useFormatter();
  const words = useReportWords();
  const { scope } = report;
  const { current, before } = report.totals;
  const days = words.days(periodBefore(scope.period), today);
  const more = shareOf(current.received - before.received, before.received);

  return (
    <dl className="mx-4 grid grid-cols-2 gap-x-6 gap-y-5 border-line border-b pt-1 pb-5 md:mx-6 md:grid-cols-3 xl:grid-cols-5">
      <Figure label={t("received")}>
        <FigureValue value={format.number(current.received)} href={leadsHref(scope, ...leadsOf.received)} />
        <FigureChange
          change={more === null ? null : { by: more, amount: words.share(Math.abs(more)), isGood: more > 0 }}
          days={days}
        />
      </Figure>
      <Figure label={t("touch")}>
        <FigureValue
          value={current.medianTouchSeconds === null ? t("nothing") : words.duration(current.medianTouchSeconds)}
          href={leadsHref(scope, ...leadsOf.touched)}
          help={t("touchHelp", { count: current.touched })}
        />
        <FigureChange change={slowerBy(current.medianTouchSeconds, before.medianTouchSeconds)} days={days} />
      </Figure>
      <Figure label={t("qualified")}>
        <FigureValue value={format.number(current.qualified)} href={leadsHref(scope, ...leadsOf.qualified)} />
        <FigureDetail>
          {t("qualifiedShare", { share: words.share(shareOf(current.qualified, current.received) ?? 0) })}
        </FigureDetail>
      </Figure>
      <Figure label={t("firstTry")}>
        <Suspense fallback={<Skeleton className="h-6 w-24" />}>
          <FirstTry scope={scope} forwarding={forwarding} days={days} />
        </Suspense>
      </Figure>
      <Figure label={t("doNotContact")}>
        <FigureValue value={format.number(current.doNotContact)} href={leadsHref(scope, ...leadsOf.doNotContact)} />
        {current.doNotContact > 0 && (
          <Suspense>
            <NeverForwarded forwarding={forwarding} />
          </Suspense>
        )}
      </Figure>
    </dl>
  );

  function slowerBy(now: number | null, then: number | null) {
    if (now === null || then === null) return null;
    const seconds = now - then;
    const by = Math.abs(seconds) < MINUTE_SECONDS ? 0 : seconds;
    return { by, amount: words.duration(Math.abs(seconds)), isGood: seconds < 0 };
  }
}
