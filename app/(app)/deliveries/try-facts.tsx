import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RecordLink } from "#components/leads/record-link.tsx";
import { Moment } from "#components/moment.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { AttemptDetail, DeliveryDetail } from "#features/deliveries/get-delivery.ts";
import { tookText } from "./took-text.ts";

/** What whoever looks into a try asks for: when, how long and where the time went, which version, under which key. */
export function TryFacts({
  attempt: { startedAt, durationMs, exchanges, mappingVersion },
  delivery,
  now,
  timeZone,
}: {
  attempt: AttemptDetail;
  delivery: DeliveryDetail;
  now: Date;
  timeZone: string;
}) {
  const t = useTranslations("delivery");
  const list = useTranslations("deliveries");
  const atDestinationMs = exchanges.reduce((sum, exchange) => sum + exchange.durationMs, 0);
  return (
    <section className="mt-5">
      <h3 className="text-ink-2 text-sm">{t("facts")}</h3>
      <dl className="mt-1 text-sm">
        <Fact label={t("startedAt")}>
          <Moment date={startedAt} now={now} timeZone={timeZone} seconds />
        </Fact>
        <Fact label={t("took")}>
          {exchanges.length > 0
            ? t("tookOf", {
                total: tookText(list, durationMs),
                destination: delivery.destinationName,
                destinationTook: tookText(list, atDestinationMs),
              })
            : tookText(list, durationMs)}
        </Fact>
        {mappingVersion !== null && <Fact label={t("mappingVersion")}>{mappingVersion}</Fact>}
        <Fact label={t("key")} hint={t("keyHint")}>
          <span className="flex items-center gap-1">
            <span className="wrap-anywhere font-mono text-xs">{delivery.id}</span>
            <CopyButton value={delivery.id} label={t("copyKey")} />
          </span>
        </Fact>
        {delivery.externalId && (
          <Fact label={t("record")}>
            <span className="flex flex-wrap items-center gap-x-3">
              <span className="wrap-anywhere font-mono text-xs">{delivery.externalId}</span>
              <RecordLink url={delivery.externalUrl}>{t("openRecord")}</RecordLink>
            </span>
          </Fact>
        )}
      </dl>
    </section>
  );
}

function Fact({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <div className="flex min-h-8 items-center gap-3 border-line border-b py-1 last:border-0">
      <dt className="w-32 shrink-0 text-ink-2 text-xs">{label}</dt>
      <dd className="min-w-0 flex-1">
        {children}
        {hint && <p className="text-ink-3 text-xs">{hint}</p>}
      </dd>
    </div>
  );
}
