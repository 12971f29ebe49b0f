import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { ShareBar } from "#components/charts/share-bar.tsx";
import type { Condition } from "#features/leads/lead-filter.ts";
import type { ValueCount, ValueCounts } from "#features/reports/count-groups.ts";
import type { Report } from "#features/reports/get-report.ts";
import { leadsHref } from "#features/reports/report-scope.ts";
import { AsTable } from "./as-table.tsx";
import { CountLink } from "./count-link.tsx";
import { Section } from "./section.tsx";
import { useReportWords } from "./use-report-words.ts";

const FIRST_SHOWN = 6;

/** The values of a field with the most leads; the others behind a link. */
export function ShareList({
  report,
  field,
  counts,
  leadsOf,
}: {
  report: Report;
  field: "offer" | "country";
  counts: ValueCounts;
  leadsOf: (value: string) => Condition[];
}) {
  const t = useTranslations(`reports.${field}`);
  const common = useTranslations("reports");
  const words = useReportWords();
  const { scope } = report;
  const all = report.totals.current.received;
  const { values, distinct } = counts;
  const most = values[0]?.count ?? 0;
  const rest = values.slice(FIRST_SHOWN);
  const unnamed = { values: distinct - values.length, leads: all - values.reduce((sum, { count }) => sum + count, 0) };
  const row = ({ value, count }: ValueCount): ShareRow => ({
    name: words[field](value),
    count,
    href: leadsHref(scope, ...leadsOf(value)),
    share: words.share(count / all),
    length: count / most,
  });

  return (
    <Section title={t("title")} detail={<p className="text-ink-2 text-xs">{common("leadsShare")}</p>}>
      <Rows rows={values.slice(0, FIRST_SHOWN).map(row)} />
      {rest.length > 0 && (
        // The words to open and to close it stand below what they open.
        <details className="group relative pb-8 max-md:pb-12">
          <summary className="link absolute bottom-0 left-0 flex min-h-6 w-fit cursor-pointer items-center rounded-sm text-link text-sm underline decoration-link/45 underline-offset-3 max-md:min-h-11">
            <span className="group-open:hidden">{t("all", { count: distinct })}</span>
            <span className="hidden group-open:inline">{common("fewer")}</span>
          </summary>
          <div className="mt-3.5 max-h-120 overflow-y-auto overscroll-contain pr-2">
            <Rows rows={rest.map(row)} />
            {unnamed.values > 0 && (
              <p className="mt-3 text-ink-2 text-sm">{t("others", { count: unnamed.values, leads: unnamed.leads })}</p>
            )}
          </div>
        </details>
      )}
      <AsTable
        caption={t("title")}
        columns={[t("column"), common("leads"), common("share")]}
        rows={values.map(row).map(({ name, count, href, share }) => ({
          key: href,
          head: <bdi>{name}</bdi>,
          cells: [<CountLink key="leads" count={count} href={href} />, share],
        }))}
      />
    </Section>
  );
}

type ShareRow = {
  name: string;
  count: number;
  href: string;
  share: string;
  /** Of its bar, where the longest is 1. */
  length: number;
};

function Rows({ rows }: { rows: ShareRow[] }) {
  const format = useFormatter();
  return (
    <ul className="flex flex-col gap-3.5">
      {rows.map(({ name, count, href, share, length }) => (
        <li key={href}>
          <Link href={href} prefetch={false} title={name} className="group/row block max-md:py-1.5">
            <span className="mb-1 flex items-baseline gap-3 text-sm">
              <bdi className="min-w-0 flex-1 truncate group-hover/row:underline">{name}</bdi>
              <span className="tabular-nums">{format.number(count)}</span>
              <span className="w-9 text-right text-ink-2 tabular-nums">{share}</span>
            </span>
            <ShareBar share={length} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
