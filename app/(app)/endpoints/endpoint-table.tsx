import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { EndpointBadge } from "#components/endpoint-badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { endpointHealth } from "#features/endpoints/endpoint-health.ts";
import { type EndpointRow, LEAD_COUNT_LIMIT } from "#features/endpoints/list-endpoints.ts";

const HEAD = "px-3 font-medium";

export function EndpointTable({ rows, now, timeZone }: { rows: EndpointRow[]; now: Date; timeZone: string }) {
  const t = useTranslations("endpoints");
  const format = useFormatter();
  const count = (leads: number) =>
    leads > LEAD_COUNT_LIMIT ? t("moreThan", { count: LEAD_COUNT_LIMIT }) : format.number(leads);
  const when = (date: Date | null) =>
    date ? <RelativeTime date={date} now={now} timeZone={timeZone} /> : <span className="text-ink-3">{t("none")}</span>;

  return (
    <table className="w-full border-line border-t text-left text-sm">
      <caption className="sr-only">{t("title")}</caption>
      <thead className="bg-sunken text-ink-2 text-xs">
        <tr className="h-8 border-line border-b">
          <th scope="col" className={`${HEAD} pl-4 md:pl-6`}>
            {t("name")}
          </th>
          <th scope="col" className={HEAD}>
            {t("state")}
          </th>
          <th scope="col" className={`${HEAD} text-right max-md:hidden`}>
            {t("leads")}
          </th>
          <th scope="col" className={`${HEAD} text-right max-md:hidden`}>
            {t("lastLead")}
          </th>
          <th scope="col" className={`${HEAD} text-right max-lg:hidden`}>
            {t("lastTest")}
          </th>
          <th scope="col" className={`${HEAD} pr-4 text-right max-lg:hidden md:pr-6`}>
            {t("key")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="relative h-11.5 border-line border-b hover:bg-hover max-md:h-14">
            <th scope="row" className="max-w-0 truncate px-3 py-1 pl-4 text-left md:w-2/5 md:pl-6">
              <Link href={`/endpoints/${row.id}`} className="font-semibold after:absolute after:inset-0">
                {row.name}
              </Link>
            </th>
            <td className="px-3 max-md:w-px max-md:pr-4">
              <div className="flex">
                <EndpointBadge health={endpointHealth(row, now)} />
              </div>
            </td>
            <td className="px-3 text-right tabular-nums max-md:hidden">{count(row.leadCount)}</td>
            <td className="px-3 text-right text-ink-2 max-md:hidden">{when(row.lastLeadAt)}</td>
            <td className="px-3 text-right text-ink-2 max-lg:hidden">{when(row.lastTestLeadAt)}</td>
            <td className="px-3 pr-4 text-right font-mono text-ink-2 text-xs max-lg:hidden md:pr-6">
              {row.keyTail ? `…${row.keyTail}` : t("noKey")}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
