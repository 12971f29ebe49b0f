import Link from "next/link";
import { useTranslations } from "next-intl";
import { TOUCH_HOURS } from "#features/leads/lead-filter.ts";
import type { Report } from "#features/reports/get-report.ts";
import { leadsOf } from "#features/reports/leads-of.ts";
import { leadsHref } from "#features/reports/report-scope.ts";
import { AsTable } from "./as-table.tsx";
import { CountLink } from "./count-link.tsx";
import { Section } from "./section.tsx";
import { useReportWords } from "./use-report-words.ts";

const HEIGHT = 92;
const LABEL_HEIGHT = 18;
const VALUES = ["1h", "4h", "24h", "late", "none"] as const;
const LOOKS = {
  "1h": "fill-chart-1",
  "4h": "fill-chart-1",
  "24h": "fill-chart-1",
  late: "fill-warn-icon",
  none: "fill-[url(#hatch)]",
};

/** How soon leads were touched, against the day that a lead can wait. */
export function TouchTimes({ report }: { report: Report }) {
  const t = useTranslations("reports.touch");
  const common = useTranslations("reports");
  const words = useReportWords();
  const all = report.totals.current.received;
  const countOf = (value: string) => report.groups.byTouch.find((group) => group.value === value)?.count ?? 0;
  const rows = VALUES.map((value) => ({
    value,
    name: t(`value.${value}`),
    count: countOf(value),
    href: leadsHref(report.scope, ...leadsOf.touch(value)),
  }));
  const most = Math.max(...rows.map(({ count }) => count));
  const withinDay = [...TOUCH_HOURS]
    .filter(([, [, below]]) => below <= 24)
    .reduce((sum, [value]) => sum + countOf(value), 0);

  return (
    <Section title={t("title")}>
      <ul className="grid grid-cols-5 gap-1.5">
        {rows.map(({ value, name, count, href }) => (
          <li key={value} className="min-w-0">
            <Link href={href} prefetch={false} className="group block text-center">
              <Column share={count / most} label={words.share(count / all)} look={LOOKS[value]} />
              <span
                aria-hidden
                className="mt-1.5 block text-2xs text-ink-2 leading-3.5 [overflow-wrap:normal] group-hover:underline"
              >
                {name}
              </span>
              <span className="sr-only">{t("bar", { name, count, share: words.share(count / all) })}</span>
            </Link>
          </li>
        ))}
      </ul>
      <p className="mt-3 text-ink-2 text-xs">{t("within", { count: withinDay, all })}</p>
      <AsTable
        caption={t("title")}
        columns={[t("column"), common("leads"), common("share")]}
        rows={rows.map(({ value, name, count, href }) => ({
          key: value,
          head: name,
          cells: [<CountLink key="leads" count={count} href={href} />, words.share(count / all)],
        }))}
      />
    </Section>
  );
}

function Column({ share, label, look }: { share: number; label: string; look: string }) {
  const height = share > 0 ? Math.max(2, share * HEIGHT) : 0;
  const ground = LABEL_HEIGHT + HEIGHT;
  return (
    <svg width="100%" height={ground + 1} aria-hidden className="block">
      <text x="50%" y={ground - height - 6} textAnchor="middle" className="fill-ink-2 text-xs tabular-nums">
        {label}
      </text>
      <rect y={ground - height} width="100%" height={height} rx="2" className={look} />
      <line x2="100%" y1={ground + 0.5} y2={ground + 0.5} className="stroke-line-strong" />
    </svg>
  );
}
