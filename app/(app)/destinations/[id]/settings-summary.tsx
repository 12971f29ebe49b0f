import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { RETRY_DELAYS_SECONDS } from "#features/deliveries/retry-schedule.ts";
import type { DestinationDetail } from "#features/destinations/get-destination.ts";
import { routingKind } from "#features/rules/routing.ts";
import { SecretCountdown } from "../health.tsx";
import { deliveredShare, percent, sumOf } from "../share.ts";
import { LimitsDialog } from "./limits-dialog.tsx";
import { SecretDialog } from "./secret-dialog.tsx";
import { SpeedBar } from "./speed-bar.tsx";

const DAY_SECONDS = 24 * 3600;
const RETRY_DAYS = Math.round(RETRY_DELAYS_SECONDS.reduce((sum, seconds) => sum + seconds, 0) / DAY_SECONDS);

/** At the right: how much arrived, and what is set. */
export function SettingsSummary({
  destination,
  isAdmin,
  now,
  timeZone,
}: {
  destination: DestinationDetail;
  isAdmin: boolean;
  now: Date;
  timeZone: string;
}) {
  const t = useTranslations("destinations.summary");
  const format = useFormatter();
  const { id, days, mappingVersion, draftChanges, publishedAt, publishedBy, fieldCount, fieldsReadAt } = destination;
  const { summary, limits, busiestMinute, routing, watchers, isMailed, secretExpiresOn, secretDaysLeft } = destination;
  const share = deliveredShare(days);
  const { delivered, sent } = sumOf(days);
  const date = (value: Date, zone = timeZone) =>
    format.dateTime(value, { day: "numeric", month: "short", year: "numeric", timeZone: zone });
  const perMinute = limits.perMinute ?? limits.connectorPerMinute;

  return (
    <aside
      aria-label={t("title")}
      className="w-full shrink-0 border-line px-4 py-5 max-lg:border-t md:px-6 lg:w-80 lg:border-l [&>*:not(:last-child)]:border-line [&>*:not(:last-child)]:border-b"
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
      <Item label={t("speed")} action={isAdmin && <LimitsDialog destinationId={id} limits={limits} />}>
        <p>{perMinute === null ? t("noSpeedLimit") : t("perMinute", { count: perMinute })}</p>
        {perMinute !== null && <SpeedBar value={busiestMinute} max={perMinute} />}
        <p className="text-ink-2 text-xs">{t("busiest", { count: busiestMinute })}</p>
      </Item>
      <Item label={t("retries")}>
        <p>{t("schedule", { tries: RETRY_DELAYS_SECONDS.length, days: RETRY_DAYS })}</p>
      </Item>
      <Item label={t("which")} action={<Change href={`/destinations/${id}/leads`} label={t("which")} />}>
        <p>{t(`leads.${routingKind(routing)}`, { count: routing.rules.length })}</p>
      </Item>
      <Item label={t("mapping")} action={<Change href={`/destinations/${id}/mapping`} label={t("mapping")} isOpen />}>
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
      <Item label={t("connection")} action={<Change href={`/destinations/${id}/connection`} label={t("connection")} />}>
        <p className="break-words">{summary}</p>
        <p className="text-ink-2 text-xs">{t("since", { date: date(destination.createdAt) })}</p>
      </Item>
      <Item label={t("secret")} action={isAdmin && <SecretDialog destinationId={id} expiresOn={secretExpiresOn} />}>
        <p>{secretExpiresOn ? t("worksUntil", { date: date(new Date(secretExpiresOn), "UTC") }) : t("noExpiry")}</p>
        <SecretCountdown daysLeft={secretDaysLeft} className="text-xs" />
      </Item>
      <Item label={t("watchers")}>
        <p>{t(isMailed ? "byMail" : "onScreen", { names: format.list(watchers) })}</p>
      </Item>
    </aside>
  );
}

function Item({ label, action, children }: { label: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className="py-3.5 text-sm first:pt-0">
      <div className="mb-1 flex justify-between gap-4 text-xs">
        <h2 className="text-ink-2">{label}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}

/** The way to the page where it is set. */
function Change({ href, label, isOpen = false }: { href: string; label: string; isOpen?: boolean }) {
  const t = useTranslations("destinations.summary");
  const word = t(isOpen ? "open" : "change");
  return (
    <Link
      href={href}
      className="-my-1 inline-flex min-h-6 items-center font-medium underline decoration-line-strong underline-offset-4 max-md:-my-3.5 max-md:min-h-11"
      aria-label={`${word}: ${label}`}
    >
      {word}
    </Link>
  );
}
