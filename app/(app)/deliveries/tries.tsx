import Link from "next/link";
import { useTranslations } from "next-intl";
import { Moment } from "#components/moment.tsx";
import { useProblemWords } from "#components/problem-words.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { classes } from "#components/ui/classes.ts";
import type { AttemptDetail, DeliveryDetail } from "#features/deliveries/get-delivery.ts";
import { type DeliveryView, viewHref } from "./delivery-view.ts";
import { Exchanges } from "./exchanges.tsx";
import { tookText } from "./took-text.ts";

/** Every try, the newest open: what came of it in words, then word for word. */
export function Tries({
  view,
  delivery,
  now,
  timeZone,
}: {
  view: DeliveryView;
  delivery: DeliveryDetail;
  now: Date;
  timeZone: string;
}) {
  const t = useTranslations("delivery");
  const { attempts } = delivery;
  const shown = attempts.find(({ number }) => number === view.try) ?? attempts[0];
  if (!shown) {
    return <p className="border-line border-t py-4 text-ink-2 text-sm empty:hidden">{notTried(t, delivery)}</p>;
  }

  return (
    <div className="border-line border-t pt-3">
      <nav aria-label={t("tries")} className="-mx-1 flex gap-1 overflow-x-auto p-1">
        {attempts.map(({ number, startedAt }) => (
          <Link
            key={number}
            href={viewHref({ ...view, try: number })}
            scroll={false}
            aria-current={number === shown.number ? "true" : undefined}
            className={classes(
              "flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2.5 font-medium text-sm max-md:h-11",
              number === shown.number ? "bg-neutral-soft" : "text-ink-2 hover:bg-hover",
            )}
          >
            {t("try", { number })}
            <span className="font-normal text-ink-2">
              <Moment date={startedAt} now={now} timeZone={timeZone} seconds />
            </span>
          </Link>
        ))}
      </nav>
      <Attempt attempt={shown} destination={delivery.destinationName} />
    </div>
  );
}

function Attempt({ attempt, destination }: { attempt: AttemptDetail; destination: string }) {
  const t = useTranslations("delivery");
  const list = useTranslations("deliveries");
  const problemWords = useProblemWords();
  const { outcome, code, message, trigger, exchanges, durationMs, warnings } = attempt;
  const status = exchanges.at(-1)?.status;

  return (
    <>
      <div className="mt-3 flex items-center gap-2 text-xs">
        <Badge tone={outcome === "delivered" ? "ok" : "bad"}>{status ?? code ?? t(`outcome.${outcome}`)}</Badge>
        {status && code && <span className="font-mono text-ink-2">{code}</span>}
        <span className="text-ink-2 tabular-nums">{tookText(list, durationMs)}</span>
        {trigger !== "auto" && <span className="text-ink-2">{t(`trigger.${trigger}`)}</span>}
      </div>
      <p className="mt-2 text-base">
        {outcome === "delivered"
          ? t("taken", { destination })
          : problemWords({ code: code ?? "", message: message ?? "" })}
      </p>
      {outcome !== "delivered" && message && <p className="mt-1 font-mono text-ink-2 text-xs">{message}</p>}
      {warnings.length > 0 && (
        <ul className="mt-2 list-disc pl-4 text-sm text-warn">
          {warnings.map((warning) => (
            <li key={`${warning.code} ${warning.field}`}>
              {t.has(`warning.${warning.code}`)
                ? t(`warning.${warning.code}`, { field: warning.label ?? warning.field ?? "", ...warning.values })
                : (warning.values?.text ?? warning.code)}
            </li>
          ))}
        </ul>
      )}
      <Exchanges exchanges={exchanges} destination={destination} />
    </>
  );
}

/** Why there is no try to look at. */
function notTried(t: ReturnType<typeof useTranslations<"delivery">>, { state }: DeliveryDetail): string | null {
  return state === "queued" || state === "sending" ? t("notTried") : null;
}
