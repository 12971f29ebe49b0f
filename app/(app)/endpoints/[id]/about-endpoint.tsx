import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { EndpointDetail } from "#features/endpoints/get-endpoint.ts";
import { LEAD_COUNT_LIMIT } from "#features/endpoints/list-endpoints.ts";

/** The facts of an endpoint, beside its set-up. */
export function AboutEndpoint({ endpoint, now, timeZone }: { endpoint: EndpointDetail; now: Date; timeZone: string }) {
  const t = useTranslations("endpoint.about");
  const format = useFormatter();
  const { leadCount, lastLeadAt, lastTestLeadAt, keyMadeAt, ratePerSecond, burst } = endpoint;
  return (
    <aside
      aria-label={t("title")}
      className="shrink-0 border-line px-4 py-6 max-lg:border-t md:px-6 lg:w-83 lg:border-l"
    >
      <h2 className="mb-3 font-semibold text-sm">{t("title")}</h2>
      <dl>
        <Fact label={t("takes")}>{t("takesValue")}</Fact>
        <Fact label={t("received")}>
          {leadCount > LEAD_COUNT_LIMIT ? t("moreThan", { count: LEAD_COUNT_LIMIT }) : t("leads", { count: leadCount })}
        </Fact>
        {lastLeadAt && (
          <Fact label={t("last")}>
            <RelativeTime date={lastLeadAt} now={now} timeZone={timeZone} />
          </Fact>
        )}
        <Fact label={t("lastTest")}>
          {lastTestLeadAt ? <RelativeTime date={lastTestLeadAt} now={now} timeZone={timeZone} /> : t("none")}
        </Fact>
        {keyMadeAt && (
          <Fact label={t("secret")}>
            {t("made", { date: format.dateTime(keyMadeAt, { dateStyle: "long", timeZone }) })}
          </Fact>
        )}
        <Fact label={t("limits")}>{t("limitsValue", { rate: ratePerSecond, burst })}</Fact>
      </dl>
    </aside>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="border-line border-b py-3 last:border-b-0">
      <dt className="text-ink-2 text-xs">{label}</dt>
      <dd className="mt-0.5 text-sm">{children}</dd>
    </div>
  );
}
