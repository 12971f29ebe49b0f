import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { DestinationMark } from "#components/destination-mark.tsx";
import { useErrorWords } from "#components/error-words.tsx";
import { Glyph } from "#components/glyph.tsx";
import { Moment, momentText } from "#components/moment.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { classes } from "#components/ui/classes.ts";
import { NO_FIELD } from "#features/deliveries/delivery-filter.ts";
import type { FailedDelivery, FailureGroup } from "#features/deliveries/group-failures.ts";
import type { SolvedCause } from "#features/deliveries/solved-failures.ts";
import { leadName } from "#features/leads/lead-name.ts";
import { type DeliveryView, filterOf, viewHref } from "./delivery-view.ts";
import { FailureActions } from "./failure-actions.tsx";
import { failureFix } from "./failure-fix.ts";

type Clock = { now: Date; timeZone: string };

/** Failures by cause: what happened in words, the fix beside it, and the leads it happened to. */
export function FailureGroups({
  view,
  groups,
  solved,
  solvedDays,
  mayAct,
  ...clock
}: {
  view: DeliveryView;
  groups: FailureGroup[];
  solved: SolvedCause[];
  solvedDays: number;
  mayAct: boolean;
} & Clock) {
  return (
    <>
      {groups.map((group) => (
        <Group
          key={`${group.destinationId} ${group.code} ${group.field}`}
          view={view}
          group={group}
          before={solved.find(
            ({ destinationId, code }) => destinationId === group.destinationId && code === group.code,
          )}
          mayAct={mayAct}
          {...clock}
        />
      ))}
      <Solved causes={solved} days={solvedDays} {...clock} />
    </>
  );
}

function Group({
  view,
  group,
  before,
  mayAct,
  now,
  timeZone,
}: { view: DeliveryView; group: FailureGroup; before: SolvedCause | undefined; mayAct: boolean } & Clock) {
  const t = useTranslations("deliveries.failures");
  const format = useFormatter();
  const { destinationId, destinationName, connector, code, field, problem, count, firstAt, lastAt, newest } = group;
  const { sentence, fix } = useErrorWords()(connector, problem);
  const cause = {
    tab: "failed" as const,
    destination: destinationId,
    code: code || undefined,
    field: field ?? NO_FIELD,
  };
  const first = momentText(format, { date: firstAt, now, timeZone });
  const last = momentText(format, { date: lastAt, now, timeZone });
  const way = failureFix(group);
  const whatHelps = group.isOutOfTries ? t("outOfTries", { count }) : fix;

  return (
    <section
      aria-label={`${destinationName}: ${sentence}`}
      className="flex gap-4 border-line border-b px-4 pt-4 pb-1 md:px-6"
    >
      <DestinationMark connector={connector} size="lg" />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-start gap-x-4 gap-y-2 pb-3">
          <div className="min-w-0 flex-1 basis-80">
            <h2 className="break-words font-semibold text-base">{sentence}</h2>
            {whatHelps && <p className="mt-0.5 text-ink-2 text-sm">{whatHelps}</p>}
            <p className="mt-1 text-ink-2 text-xs">
              <span className="font-medium">{destinationName}</span>
              {" · "}
              {first.text === last.text
                ? t("once", { count, time: last.text })
                : t("between", {
                    count,
                    first: first.text,
                    last: last.text,
                    isToday: String(last.isToday && !first.isToday),
                  })}
            </p>
            {before && <p className="mt-1 text-ink-2 text-xs">{t("before", { count: before.count })}</p>}
            {group.isDestinationPaused && <p className="mt-1 text-warn text-xs">{t("paused")}</p>}
          </div>
          {mayAct && (
            <div className="flex flex-wrap items-center gap-2">
              <ButtonLink href={way.href}>{t(way.label)}</ButtonLink>
              <FailureActions filter={{ ...filterOf(view), ...cause }} count={count} />
            </div>
          )}
        </div>
        <ul>
          {newest.map((delivery) => (
            <Failure key={delivery.id} view={view} delivery={delivery} now={now} timeZone={timeZone} />
          ))}
        </ul>
        {count > newest.length && (
          <p className="border-line border-t py-2 text-sm">
            <Link
              className="link inline-flex min-h-6 items-center max-md:min-h-11"
              href={viewHref({ ...filterOf(view), ...cause })}
            >
              {t("showAll", { count })}
            </Link>
          </p>
        )}
      </div>
    </section>
  );
}

function Failure({ view, delivery, now, timeZone }: { view: DeliveryView; delivery: FailedDelivery } & Clock) {
  const t = useTranslations("deliveries");
  const isOpen = delivery.id === view.delivery;
  return (
    <li
      className={classes(
        "-mx-3 relative grid min-h-10 items-center gap-x-4 gap-y-0.5 border-line border-t px-3 py-2 text-sm max-md:grid-cols-[1fr_auto] md:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_72px_104px]",
        isOpen ? "bg-selected shadow-[inset_3px_0_0_var(--ink)]" : "hover:bg-hover",
      )}
    >
      <Link
        id={`delivery-${delivery.id}`}
        href={viewHref({ ...view, delivery: delivery.id, try: undefined })}
        scroll={false}
        className="min-w-0 truncate after:absolute after:inset-0"
      >
        <bdi className="font-medium">{leadName(delivery.lead) ?? t("noName")}</bdi>
        {delivery.lead.company && (
          <span className="text-ink-2">
            {" · "}
            <bdi>{delivery.lead.company}</bdi>
          </span>
        )}
      </Link>
      <span className="truncate font-mono text-ink-2 text-xs max-md:order-last max-md:col-span-2">
        {delivery.message}
      </span>
      <span className="text-ink-2 tabular-nums max-md:hidden">
        {t("failures.tries", { count: delivery.attemptCount })}
      </span>
      <span className="text-right text-ink-2">
        <Moment date={delivery.at} now={now} timeZone={timeZone} />
      </span>
    </li>
  );
}

function Solved({ causes, days, now, timeZone }: { causes: SolvedCause[]; days: number } & Clock) {
  const t = useTranslations("deliveries.failures");
  const errorWords = useErrorWords();
  if (causes.length === 0) return null;
  return (
    <section className="px-4 py-5 md:px-6">
      <h2 className="text-ink-2 text-sm">{t("solved", { days })}</h2>
      <ul className="mt-1">
        {causes.map(({ destinationId, destinationName, connector, code, message, count, lastAt }) => (
          <li key={`${destinationId} ${code}`} className="flex min-h-9 items-center gap-3 py-1 text-sm">
            <Glyph shape="tick" tone="ok" size={14} />
            <span className="min-w-0 flex-1">
              {errorWords(connector, { code, message }).sentence}{" "}
              <span className="text-ink-2">
                {destinationName}: {t("solvedText", { count })}
              </span>
            </span>
            <span className="shrink-0 text-ink-2">
              <Moment date={lastAt} now={now} timeZone={timeZone} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
