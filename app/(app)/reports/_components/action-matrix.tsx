import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { classes } from "#components/ui/classes.ts";
import { MARKETPLACES } from "#features/leads/lead-words.ts";
import type { Report } from "#features/reports/get-report.ts";
import { leadsOf } from "#features/reports/leads-of.ts";
import { leadsHref } from "#features/reports/report-scope.ts";
import { ACTION_LOOKS } from "./action-looks.ts";
import { Section } from "./section.tsx";
import { useReportWords } from "./use-report-words.ts";

/** What people did on which marketplace; the more leads, the darker. Rows and columns without any leads are left out. */
export function ActionMatrix({ report }: { report: Report }) {
  const t = useTranslations("reports.matrix");
  const format = useFormatter();
  const words = useReportWords();
  const { byMarketplace } = report.groups;
  const most = Math.max(...byMarketplace.map(({ count }) => count));
  const actions = [...ACTION_LOOKS.keys()].filter((action) => byMarketplace.some((cell) => cell.action === action));
  const markets = MARKETPLACES.filter((market) => byMarketplace.some(({ marketplace }) => marketplace === market));

  return (
    <Section title={t("title")} className="md:col-span-2 xl:col-span-1">
      <div className="overflow-x-auto">
        <table className="w-full border-separate border-spacing-0.5 text-sm tabular-nums [overflow-wrap:normal]">
          <caption className="sr-only">{t("title")}</caption>
          <thead>
            <tr className="text-ink-2 text-xs">
              <td />
              {markets.map((market) => (
                <th key={market} scope="col" className="px-2 pb-1 text-right align-bottom font-normal">
                  {words.marketplace(market)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {actions.map((action) => (
              <tr key={action}>
                <th scope="row" className="py-1 pr-3 text-left font-normal">
                  {words.action(action)}
                </th>
                {markets.map((market) => {
                  const cell = byMarketplace.find((one) => one.action === action && one.marketplace === market);
                  return (
                    <td key={market} className={classes("rounded-sm p-0 text-right", shade(cell?.count ?? 0, most))}>
                      {cell ? (
                        <Link
                          href={leadsHref(report.scope, ...leadsOf.marketplace(action, market))}
                          prefetch={false}
                          className="flex min-h-8 items-center justify-end rounded-sm px-2 hover:underline max-md:min-h-11"
                        >
                          {format.number(cell.count)}
                        </Link>
                      ) : (
                        <span className="block px-2 text-ink-3">{t("none")}</span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

const SHADES = ["bg-chart-1/8", "bg-chart-1/12", "bg-chart-1/18", "bg-chart-1/24", "bg-chart-1/32"];

function shade(count: number, most: number): string {
  if (count === 0) return "bg-sunken";
  return SHADES[Math.min(SHADES.length - 1, Math.floor((count / most) * SHADES.length))] ?? "";
}
