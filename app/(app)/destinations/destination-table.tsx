import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { DestinationMark } from "#components/destination-mark.tsx";
import { classes } from "#components/ui/classes.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { DestinationRow } from "#features/destinations/destination-row.ts";
import { routingKind } from "#features/rules/routing.ts";
import { DayBars } from "./day-bars.tsx";
import { HealthBadge, HealthReason, SecretCountdown } from "./health.tsx";
import { deliveredShare, percent, SHARE_LOOKS, shareLevel } from "./share.ts";

/** One row per destination: how it is, how it was, what waits, and how leads are mapped for it. */
export function DestinationTable({
  destinations,
  now,
  timeZone,
}: {
  destinations: DestinationRow[];
  now: Date;
  timeZone: string;
}) {
  const t = useTranslations("destinations");
  return (
    <table className="w-full text-left text-sm max-lg:block">
      <caption className="sr-only">{t("title")}</caption>
      <thead className="bg-sunken text-ink-2 text-xs max-lg:sr-only">
        <tr className="h-8 border-line border-b [&>th]:pr-4 [&>th]:font-medium">
          <th scope="col" className="pl-6">
            {t("column.destination")}
          </th>
          <th scope="col">{t("column.health")}</th>
          <th scope="col">{t("column.delivered")}</th>
          <th scope="col" className="text-right">
            {t("column.waiting")}
          </th>
          <th scope="col">{t("column.mapping")}</th>
          <th scope="col" className="max-xl:hidden">
            {t("column.which")}
          </th>
          <th scope="col" className="pr-6! text-right">
            {t("column.lastSent")}
          </th>
        </tr>
      </thead>
      <tbody className="max-lg:block">
        {destinations.map((destination) => (
          <Row key={destination.id} destination={destination} now={now} timeZone={timeZone} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ destination, now, timeZone }: { destination: DestinationRow; now: Date; timeZone: string }) {
  const t = useTranslations("destinations");
  const format = useFormatter();
  const share = deliveredShare(destination.days);
  const { waitingCount, mappingVersion, draftChanges, lastSentAt, routing } = destination;

  return (
    <tr className="relative h-16 border-line border-b hover:bg-hover max-lg:flex max-lg:h-auto max-lg:flex-wrap max-lg:items-center max-lg:gap-x-4 max-lg:gap-y-2 max-lg:p-4 lg:[&>td]:py-2 lg:[&>td]:pr-4">
      <th scope="row" className="font-normal max-lg:w-full lg:max-w-80 lg:pr-4 lg:pl-6">
        <span className="flex items-center gap-3">
          <DestinationMark connector={destination.connector} size="lg" />
          <span className="min-w-0">
            <Link
              href={`/destinations/${destination.id}`}
              className="block truncate font-semibold after:absolute after:inset-0"
            >
              {destination.name}
            </Link>
            <span className="block truncate text-ink-2 text-xs">{destination.summary}</span>
          </span>
        </span>
      </th>
      <td>
        <HealthBadge health={destination.health} />
        <HealthReason
          destination={destination}
          now={now}
          timeZone={timeZone}
          className="mt-1 block text-ink-2 text-xs"
        />
        <SecretCountdown daysLeft={destination.secretDaysLeft} className="mt-1 block text-xs" />
      </td>
      <td>
        <span className="flex items-center gap-3">
          <DayBars days={destination.days} />
          <span className={classes("font-medium tabular-nums", share !== null && SHARE_LOOKS[shareLevel(share)].text)}>
            {share === null ? t("nothingSent") : percent(format, share)}
          </span>
        </span>
      </td>
      <td className={classes("lg:text-right", waitingCount > 0 ? "font-semibold" : "text-ink-3 max-lg:hidden")}>
        {format.number(waitingCount)}
        <span className="font-normal text-ink-2 lg:hidden"> {t("waitingWord")}</span>
      </td>
      <td className="max-lg:hidden">
        {mappingVersion === null ? t("noMapping") : t("version", { version: mappingVersion })}
        {draftChanges > 0 && (
          <span className="block text-ink-2 text-xs">{t("draftChanges", { count: draftChanges })}</span>
        )}
      </td>
      <td className="text-ink-2 max-xl:hidden">
        {t(`leads.${routingKind(routing)}`, { count: routing.rules.length })}
      </td>
      <td className="text-ink-2 max-lg:hidden lg:pr-6! lg:text-right">
        {lastSentAt ? <RelativeTime date={lastSentAt} now={now} timeZone={timeZone} /> : t("never")}
      </td>
    </tr>
  );
}
