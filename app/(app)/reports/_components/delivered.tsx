import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Suspense, use } from "react";
import { ShareBar } from "#components/charts/share-bar.tsx";
import { DestinationMark } from "#components/destination-mark.tsx";
import { classes } from "#components/ui/classes.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { type DestinationCount, type ForwardingCounts, OUTCOMES } from "#features/reports/count-forwarding.ts";
import { leadsOf } from "#features/reports/leads-of.ts";
import { leadsHref, type ReportScope } from "#features/reports/report-scope.ts";
import { shareOf } from "#features/reports/share-of.ts";
import { AsTable } from "./as-table.tsx";
import { CountLink } from "./count-link.tsx";
import { Section } from "./section.tsx";
import { useReportWords } from "./use-report-words.ts";

/** How many of the leads that arrived or failed at each destination arrived. */
export function Delivered({ scope, forwarding }: { scope: ReportScope; forwarding: Promise<ForwardingCounts> }) {
  const t = useTranslations("reports.delivered");
  return (
    <Section title={t("title")}>
      <Suspense fallback={<Skeleton className="h-40 w-full" />}>
        <Destinations scope={scope} forwarding={forwarding} />
      </Suspense>
    </Section>
  );
}

function Destinations({ scope, forwarding }: { scope: ReportScope; forwarding: Promise<ForwardingCounts> }) {
  const t = useTranslations("reports.delivered");
  const format = useFormatter();
  const { destinations } = use(forwarding);
  const start = barsStart(destinations.flatMap((destination) => successOf(destination) ?? []));

  if (destinations.length === 0) return <p className="text-ink-2 text-sm">{t("none")}</p>;
  return (
    <>
      <ul className="flex flex-col gap-1">
        {destinations.map((destination) => (
          <li key={destination.id}>
            <Destination scope={scope} destination={destination} start={start} />
          </li>
        ))}
      </ul>
      <p className="mt-2 text-ink-2 text-xs">
        {t("of")}
        {start > 0 && (
          <span className="block">{t("start", { percent: format.number(start, { style: "percent" }) })}</span>
        )}
      </p>
      <AsTable
        caption={t("title")}
        columns={[t("destination"), ...OUTCOMES.map((outcome) => t(`outcome.${outcome}`))]}
        rows={destinations.map((destination) => ({
          key: destination.id,
          head: <bdi>{destination.name}</bdi>,
          cells: OUTCOMES.map((outcome) => (
            <CountLink
              key={outcome}
              count={destination[outcome]}
              href={leadsHref(scope, ...leadsOf.destination(destination.id, outcome))}
            />
          )),
        }))}
      />
    </>
  );
}

function Destination({
  scope,
  destination,
  start,
}: {
  scope: ReportScope;
  destination: DestinationCount;
  start: number;
}) {
  const t = useTranslations("reports.delivered");
  const words = useReportWords();
  const { id, name, connector, delivered, failed } = destination;
  const success = successOf(destination);
  const level = levelOf(success ?? 1);
  const share = success === null ? t("nothing") : words.success(success);
  return (
    <Link
      href={leadsHref(scope, ...leadsOf.destination(id, "delivered", "failed"))}
      prefetch={false}
      title={
        success === null
          ? t("nothingHelp", { name })
          : t("row", { name, delivered, settled: delivered + failed, share })
      }
      className="group flex min-h-8 items-center gap-2.5 text-sm max-md:min-h-11"
    >
      <DestinationMark connector={connector} />
      <bdi className="min-w-0 flex-1 truncate group-hover:underline">{name}</bdi>
      <span className="w-13 shrink-0">
        {success !== null && <ShareBar share={(success - start) / (1 - start)} look={LOOKS[level].bar} />}
      </span>
      <span className={classes("w-13 shrink-0 text-right font-medium tabular-nums", LOOKS[level].text)}>{share}</span>
    </Link>
  );
}

function successOf({ delivered, failed }: DestinationCount): number | null {
  return shareOf(delivered, delivered + failed);
}

/** Close to 100%, where differences matter; lower where a bar would not be seen. */
function barsStart(shares: number[]): number {
  const least = Math.min(1, ...shares);
  return [0.9, 0.5].find((start) => least > start) ?? 0;
}

const LOOKS = {
  good: { bar: "fill-chart-1", text: "" },
  fair: { bar: "fill-warn-icon", text: "text-warn" },
  poor: { bar: "fill-bad-icon", text: "text-bad" },
};

function levelOf(success: number): keyof typeof LOOKS {
  if (success >= 0.98) return "good";
  return success >= 0.9 ? "fair" : "poor";
}
