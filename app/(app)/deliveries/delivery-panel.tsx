import { X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { DestinationMark } from "#components/destination-mark.tsx";
import { EscapeTo } from "#components/escape-to.tsx";
import { RecordLink } from "#components/leads/record-link.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { IconLink } from "#components/ui/icon-button.tsx";
import type { DeliveryDetail } from "#features/deliveries/get-delivery.ts";
import { leadName } from "#features/leads/lead-name.ts";
import { actionable } from "./actionable.ts";
import { DeliveryActions } from "./delivery-actions.tsx";
import { DeliveryMore } from "./delivery-more.tsx";
import { type DeliveryView, viewHref } from "./delivery-view.ts";
import { RefreshSoon } from "./refresh-soon.tsx";
import { ResultWords } from "./result-words.tsx";
import { RetrySchedule } from "./retry-schedule.tsx";
import { Tries } from "./tries.tsx";

/** One delivery: how it stands, what to do about it, and every try with what was sent and answered. */
export function DeliveryPanel({
  view,
  delivery,
  mayAct,
  now,
  timeZone,
}: {
  view: DeliveryView;
  delivery: DeliveryDetail;
  mayAct: boolean;
  now: Date;
  timeZone: string;
}) {
  const t = useTranslations("delivery");
  const list = useTranslations("deliveries");
  const closeHref = viewHref({ ...view, delivery: undefined, try: undefined });
  const commands = actionable(delivery, now);
  const name = leadName(delivery.lead) ?? list("noName");

  return (
    <section
      aria-label={list("open", { name, destination: delivery.destinationName })}
      className="overflow-y-auto border-line bg-surface px-4 pb-8 max-xl:fixed max-xl:inset-y-0 max-xl:right-0 max-xl:z-30 max-md:w-full max-md:pb-24 md:w-117 md:border-l md:px-6 md:max-xl:shadow-dialog xl:sticky xl:top-0 xl:h-dvh xl:shrink-0"
    >
      <EscapeTo href={closeHref} focus={`delivery-${delivery.id}`} />
      {isOnItsWay(delivery, now) && <RefreshSoon />}
      <div className="flex min-h-14 items-center justify-between gap-2">
        <p role="status" className="min-w-0 text-sm">
          <ResultWords delivery={delivery} now={now} timeZone={timeZone} />
        </p>
        <div className="-mr-2 flex shrink-0">
          {mayAct && <DeliveryMore delivery={commands} />}
          <IconLink href={closeHref} scroll={false} label={t("close")} icon={<X />} />
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-3 pb-4">
        <DestinationMark connector={delivery.connector} size="lg" />
        <div className="min-w-0 flex-1 basis-64">
          <h2 className="font-semibold text-base">{name}</h2>
          <p className="text-ink-2 text-xs">
            {delivery.mappingVersion === null
              ? t("to", { destination: delivery.destinationName })
              : t("toWith", { destination: delivery.destinationName, version: delivery.mappingVersion })}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <ButtonLink href={`/leads/${delivery.lead.number}`}>{t("openLead")}</ButtonLink>
          <span className="inline-flex h-8 items-center empty:hidden max-md:h-11">
            <RecordLink url={delivery.externalUrl}>{t("openRecord")}</RecordLink>
          </span>
          {mayAct && <DeliveryActions delivery={commands} />}
        </div>
      </div>
      <Notes delivery={delivery} />
      {delivery.state === "held" && <p className="border-line border-t py-4 text-ink-2 text-sm">{t("held")}</p>}
      {delivery.state === "skipped" && (
        <p className="border-line border-t py-4 text-ink-2 text-sm">
          {t("skipped", { reason: delivery.skipReason ?? "other" })}
        </p>
      )}
      {delivery.schedule.length > 1 && <RetrySchedule delivery={delivery} now={now} timeZone={timeZone} />}
      <Tries view={view} delivery={delivery} now={now} timeZone={timeZone} />
    </section>
  );
}

/** What is particular about this delivery. */
function Notes({ delivery }: { delivery: DeliveryDetail }) {
  const t = useTranslations("delivery");
  const { copy, destinationName: destination, replayId, state, handledAt, handledBy } = delivery;
  return (
    <div className="flex flex-col gap-1 pb-3 text-ink-2 text-sm empty:hidden">
      {state === "failed" && handledAt && <p>{t("handledBy", { name: handledBy ?? "" })}</p>}
      {copy > 0 && <p>{t("copyOf", { number: copy + 1, destination })}</p>}
      {replayId && (
        <Link className="link w-fit max-md:py-2" href={viewHref({ tab: "all", replay: replayId })}>
          {t("partOfReplay")}
        </Link>
      )}
    </div>
  );
}

const SOON_MS = 15_000;

function isOnItsWay({ state, nextAttemptAt }: DeliveryDetail, now: Date): boolean {
  if (state === "sending") return true;
  const isDue = nextAttemptAt !== null && nextAttemptAt.getTime() - now.getTime() < SOON_MS;
  return isDue && (state === "queued" || state === "retry");
}
