import { useTranslations } from "next-intl";
import { use } from "react";
import type { ForwardingCounts } from "#features/reports/count-forwarding.ts";
import { leadsOf } from "#features/reports/leads-of.ts";
import { leadsHref, type ReportScope } from "#features/reports/report-scope.ts";
import { shareOf } from "#features/reports/share-of.ts";
import { type Change, FigureChange, FigureValue } from "./figure.tsx";
import { useReportWords } from "./use-report-words.ts";

/** Which part of the leads that arrived or failed had no first try go wrong. */
export function FirstTry({
  scope,
  forwarding,
  days,
}: {
  scope: ReportScope;
  forwarding: Promise<ForwardingCounts>;
  days: string;
}) {
  const t = useTranslations("reports");
  const words = useReportWords();
  const { current, before } = use(forwarding).totals;
  const share = shareOf(current.atFirstTry, current.settled);
  return (
    <>
      <FigureValue
        value={share === null ? t("figure.nothing") : words.success(share)}
        href={leadsHref(scope, ...leadsOf.settled)}
        help={t("figure.firstTryHelp", { first: current.atFirstTry, settled: current.settled })}
      />
      <FigureChange change={changeOf(share, shareOf(before.atFirstTry, before.settled))} days={days} />
    </>
  );

  function changeOf(now: number | null, then: number | null): Change | null {
    if (now === null || then === null) return null;
    const points = Math.round((now - then) * 1000) / 10;
    return { by: points, amount: t("change.points", { points: Math.abs(points) }), isGood: points > 0 };
  }
}
