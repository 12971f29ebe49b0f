import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { DestinationDetail } from "#features/destinations/get-destination.ts";
import { deliveredShare, percent, sumOf } from "../share.ts";

/** At the right: how much arrived, and what is set. */
export function SettingsSummary({
  destination,
  now,
  timeZone,
}: {
  destination: DestinationDetail;
  now: Date;
  timeZone: string;
}) {
  const t = useTranslations("destinations.summary");
  const format = useFormatter();
  const { id, days, mappingVersion, draftChanges, publishedAt, publishedBy, summary, fieldCount, fieldsReadAt } =
    destination;
  const share = deliveredShare(days);
  const { delivered, sent } = sumOf(days);
  const date = (value: Date) => format.dateTime(value, { day: "numeric", month: "short", year: "numeric", timeZone });

  return (
    <aside
      aria-label={t("title")}
      className="w-full shrink-0 border-line px-4 py-5 max-lg:border-t md:px-6 lg:w-85 lg:border-l [&>*:not(:last-child)]:border-line [&>*:not(:last-child)]:border-b"
    >
      <Item label={t("delivered", { days: days.length })}>
        {share === null ? (
          <p>{t("nothing")}</p>
        ) : (
          <p className="flex items-baseline gap-2">
            <span className="font-semibold text-2xl tracking-[-0.03em]">{percent(format, share)}</span>
            <span className="text-ink-2 tabular-nums">{t("of", { delivered, sent })}</span>
          </p>
        )}
      </Item>
      <Item label={t("mapping")} href={`/destinations/${id}/mapping`} action={t("open")}>
        <p>
          {mappingVersion === null
            ? t("noMapping")
            : publishedAt && publishedBy
              ? t("versionBy", { version: mappingVersion, date: date(publishedAt), name: publishedBy })
              : t("version", { version: mappingVersion })}
        </p>
        {draftChanges > 0 && <p className="text-ink-2 text-xs">{t("draft", { count: draftChanges })}</p>}
        {fieldsReadAt && (
          <p className="text-ink-2 text-xs">
            {t.rich("fields", {
              count: fieldCount,
              time: () => <RelativeTime date={fieldsReadAt} now={now} timeZone={timeZone} />,
            })}
          </p>
        )}
      </Item>
      <Item label={t("which")}>
        <p>{t("allBut")}</p>
      </Item>
      <Item label={t("connection")} href={`/destinations/${id}/connection`} action={t("change")}>
        <p>{summary}</p>
        <p className="text-ink-2 text-xs">{t("since", { date: date(destination.createdAt) })}</p>
      </Item>
    </aside>
  );
}

function Item({
  label,
  href,
  action,
  children,
}: {
  label: string;
  href?: string;
  action?: string;
  children: ReactNode;
}) {
  return (
    <section className="py-3.5 text-sm first:pt-0">
      <div className="mb-1 flex justify-between gap-4 text-xs">
        <h2 className="text-ink-2">{label}</h2>
        {href && (
          <Link
            href={href}
            className="font-medium underline decoration-line-strong underline-offset-4"
            aria-label={`${action}: ${label}`}
          >
            {action}
          </Link>
        )}
      </div>
      {children}
    </section>
  );
}
