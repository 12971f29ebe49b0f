import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { Bar, Series } from "#components/charts/chart.ts";
import { StackedBars } from "#components/charts/stacked-bars.tsx";
import { Swatch } from "#components/charts/swatch.tsx";
import type { LeadAction } from "#features/leads/lead-words.ts";
import type { Report } from "#features/reports/get-report.ts";
import { leadsOf } from "#features/reports/leads-of.ts";
import { leadsHref } from "#features/reports/report-scope.ts";
import { ACTION_LOOKS } from "./action-looks.ts";
import { AsTable } from "./as-table.tsx";
import { CountLink } from "./count-link.tsx";
import { Section } from "./section.tsx";
import { useReportWords } from "./use-report-words.ts";

/** Leads per day, week or month, by what people did. */
export function LeadsOverTime({ report, today }: { report: Report; today: string }) {
  const t = useTranslations("reports.perDay");
  const spanWords = useTranslations("reports.span");
  const format = useFormatter();
  const words = useReportWords();
  const { scope, timeline, totals } = report;
  const { grain, spans } = timeline;
  const shown = seriesOf(report);
  const series = shown.map(({ action, look }): Series => ({ key: action, label: words.action(action), look }));
  const everyNth = ticksEvery(grain === "day" ? 7 : 1, spans.length);

  const bars = spans.map((span, index): Bar => {
    const { title, tick } = words.span(grain, span);
    const counts = shown.map(({ counts }) => counts[index] ?? 0);
    return {
      key: span.from,
      href: leadsHref(scope, ...leadsOf.span(span)),
      name: t("bar", { span: title, count: sumOf(counts) }),
      title,
      tick: index % everyNth === 0 ? tick : null,
      counts,
    };
  });
  const best = bars.reduce((most, bar) => (sumOf(bar.counts) > sumOf(most.counts) ? bar : most));

  return (
    <Section
      title={t(`title.${grain}`)}
      detail={
        <ul className="flex flex-wrap gap-x-4 text-ink-2 text-sm">
          {shown.map(({ action, look, total }) => (
            <li key={action}>
              <Link
                href={leadsHref(scope, ...leadsOf.action(action))}
                prefetch={false}
                className="flex min-h-6 items-center gap-1.5 hover:text-ink hover:underline max-md:min-h-11"
              >
                <Swatch look={look} />
                {words.action(action)}
                <span className="tabular-nums">{format.number(total)}</span>
              </Link>
            </li>
          ))}
        </ul>
      }
    >
      <p className="sr-only">
        {t("summary", {
          count: totals.current.received,
          days: words.days(scope.period, today),
          span: best.title,
          most: sumOf(best.counts),
        })}
      </p>
      <StackedBars label={t(`title.${grain}`)} bars={bars} series={series} />
      {grain !== "day" && <p className="mt-2 text-ink-2 text-xs">{t(`grain.${grain}`)}</p>}
      <AsTable
        caption={t(`title.${grain}`)}
        columns={[spanWords(grain), t("all"), ...series.map(({ label }) => label)]}
        rows={bars.map((bar, index) => ({
          key: bar.key,
          head: bar.title,
          cells: [
            <CountLink key="all" count={sumOf(bar.counts)} href={bar.href} />,
            ...shown.map(({ action, counts }) => (
              <CountLink
                key={action}
                count={counts[index] ?? 0}
                href={leadsHref(scope, ...leadsOf.span(spans[index] ?? scope.period, action))}
              />
            )),
          ],
        }))}
      />
    </Section>
  );
}

type ActionSeries = { action: LeadAction; look: string; counts: number[]; total: number };

/** The actions that occur, with a count for every span. */
function seriesOf({ timeline, groups }: Report): ActionSeries[] {
  return [...ACTION_LOOKS].flatMap(([action, look]) => {
    const counts = timeline.spans.map(() => 0);
    for (const group of groups.perSpan) if (group.action === action) counts[group.span] = group.count;
    const total = sumOf(counts);
    return total > 0 ? [{ action, look, counts, total }] : [];
  });
}

/** As many as a phone has room for, a week or several apart where bars are days. */
function ticksEvery(step: number, bars: number): number {
  if (bars <= 7) return 1;
  if (bars <= 14) return 2;
  return Math.ceil(bars / (MAX_TICKS * step)) * step;
}

const MAX_TICKS = 5;

function sumOf(counts: number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
