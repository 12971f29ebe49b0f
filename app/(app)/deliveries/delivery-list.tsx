import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { DestinationMark } from "#components/destination-mark.tsx";
import { useErrorWords } from "#components/error-words.tsx";
import { Moment } from "#components/moment.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { classes } from "#components/ui/classes.ts";
import type { DeliveryRow } from "#features/deliveries/list-deliveries.ts";
import { leadName } from "#features/leads/lead-name.ts";
import { type DeliveryView, viewHref } from "./delivery-view.ts";
import { ResultWords } from "./result-words.tsx";
import { tookText } from "./took-text.ts";

/** One row per lead and destination, newest first; on a phone three lines each. */
export function DeliveryList({
  view,
  page: { rows, next },
  now,
  timeZone,
}: {
  view: DeliveryView;
  page: { rows: DeliveryRow[]; next: string | null };
  now: Date;
  timeZone: string;
}) {
  const t = useTranslations("deliveries");
  const isFailed = view.tab === "failed";
  // The panel says why and how long at length, and leaves no room for it here.
  const showsWhy = isFailed && !view.delivery;
  const showsTook = !isFailed && !view.delivery;
  return (
    <>
      <table className="w-full table-fixed text-left text-sm max-md:block">
        <caption className="sr-only">{t(`tab.${view.tab}`)}</caption>
        <thead className="bg-sunken text-ink-2 text-xs max-md:sr-only">
          <tr className="h-8 border-line border-b [&>th]:px-2 [&>th]:font-medium">
            <th scope="col" className={classes("pl-6!", isFailed ? "w-28" : view.delivery ? "w-[29%]" : "w-[22%]")}>
              {t("column.result")}
            </th>
            <th scope="col">{t("column.lead")}</th>
            <th scope="col" className="w-[20%]">
              {t("column.destination")}
            </th>
            {showsWhy && (
              <th scope="col" className="w-[34%]">
                {t("column.why")}
              </th>
            )}
            <th scope="col" className="w-16 text-right">
              {t("column.tries")}
            </th>
            {showsTook && (
              <th scope="col" className="w-18 text-right">
                {t("column.took")}
              </th>
            )}
            <th scope="col" className="w-32 pr-6! text-right">
              {t("column.when")}
            </th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {rows.map((row) => (
            <Row
              key={row.id}
              row={row}
              href={viewHref({ ...view, delivery: row.id, try: undefined })}
              isOpen={row.id === view.delivery}
              showsWhy={showsWhy}
              showsTook={showsTook}
              now={now}
              timeZone={timeZone}
            />
          ))}
        </tbody>
      </table>
      {(next || view.before) && (
        <nav aria-label={t("pages")} className="flex gap-2 px-4 py-4 md:px-6">
          {view.before && <ButtonLink href={viewHref({ ...view, before: undefined })}>{t("newest")}</ButtonLink>}
          {next && (
            <ButtonLink href={viewHref({ ...view, before: next, delivery: undefined })}>{t("older")}</ButtonLink>
          )}
        </nav>
      )}
    </>
  );
}

function Row({
  row,
  href,
  isOpen,
  showsWhy,
  showsTook,
  now,
  timeZone,
}: {
  row: DeliveryRow;
  href: string;
  isOpen: boolean;
  showsWhy: boolean;
  showsTook: boolean;
  now: Date;
  timeZone: string;
}) {
  const t = useTranslations("deliveries");
  const format = useFormatter();
  const errorWords = useErrorWords();
  return (
    <tr
      aria-selected={isOpen}
      className={classes(
        "relative h-10 border-line border-b max-md:grid max-md:h-auto max-md:grid-cols-[1fr_auto] max-md:gap-x-3 max-md:gap-y-0.5 max-md:px-4 max-md:py-3 md:[&>td]:px-2",
        isOpen ? "bg-selected shadow-[inset_3px_0_0_var(--ink)]" : "hover:bg-hover",
      )}
    >
      <td className="max-md:order-3 max-md:col-span-2 md:pl-6!">
        <ResultWords delivery={row} now={now} timeZone={timeZone} />
      </td>
      <th scope="row" className="truncate font-normal max-md:order-1 md:px-2">
        <Link
          id={`delivery-${row.id}`}
          href={href}
          scroll={false}
          aria-label={t("open", { name: leadName(row.lead) ?? t("noName"), destination: row.destinationName })}
          className="after:absolute after:inset-0 max-md:font-medium max-md:text-base"
        >
          {leadName(row.lead) ?? t("noName")}
        </Link>
      </th>
      <td className="max-md:order-2 max-md:col-span-2">
        <span className="flex items-center gap-2">
          <DestinationMark connector={row.connector} />
          <span className="truncate">{row.destinationName}</span>
          {row.copy > 0 && <span className="shrink-0 text-ink-2 text-xs">{t("again")}</span>}
        </span>
      </td>
      {showsWhy && (
        <td className="max-md:order-4 max-md:col-span-2">
          <span className="block truncate text-ink-2">
            {row.problem ? errorWords(row.connector, row.problem).sentence : t("noReason")}
          </span>
        </td>
      )}
      <td className="text-right tabular-nums max-md:hidden">
        {row.attemptCount > 0 ? format.number(row.attemptCount) : "–"}
      </td>
      {showsTook && <td className="text-right text-ink-2 tabular-nums max-md:hidden">{tookText(t, row.durationMs)}</td>}
      <td className="text-right text-ink-2 max-md:order-1 md:pr-6!">
        <Moment date={row.at} now={now} timeZone={timeZone} />
      </td>
    </tr>
  );
}
