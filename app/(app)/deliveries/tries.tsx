import Link from "next/link";
import { useTranslations } from "next-intl";
import { ErrorWords } from "#components/error-words.tsx";
import { Exchanges } from "#components/exchanges.tsx";
import { Moment } from "#components/moment.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { classes } from "#components/ui/classes.ts";
import type { AttemptDetail, DeliveryDetail } from "#features/deliveries/get-delivery.ts";
import { type DeliveryView, viewHref } from "./delivery-view.ts";
import { SentChanges } from "./sent-changes.tsx";
import { tookText } from "./took-text.ts";
import { TryFacts } from "./try-facts.tsx";

type Clock = { now: Date; timeZone: string };

/** Every try, the newest open: what came of it in words, then word for word. */
export function Tries({ view, delivery, ...clock }: { view: DeliveryView; delivery: DeliveryDetail } & Clock) {
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
              <Moment date={startedAt} seconds {...clock} />
            </span>
          </Link>
        ))}
      </nav>
      <Attempt attempt={shown} delivery={delivery} {...clock} />
    </div>
  );
}

function Attempt({ attempt, delivery, ...clock }: { attempt: AttemptDetail; delivery: DeliveryDetail } & Clock) {
  const t = useTranslations("delivery");
  const { outcome, exchanges, warnings } = attempt;
  const { destinationName: destination } = delivery;
  const before = delivery.attempts.find(({ number, sent }) => number < attempt.number && sent !== null);

  return (
    <>
      <Result attempt={attempt} />
      {outcome === "delivered" ? (
        <p className="mt-2 text-base">{t("taken", { destination })}</p>
      ) : (
        <ErrorWords
          connector={delivery.connector}
          problem={problemOf(attempt, delivery)}
          fix={isOutOfTries(attempt, delivery) ? t("outOfTries") : undefined}
          className="mt-2"
        />
      )}
      {warnings.length > 0 && (
        <ul className="mt-2 list-disc pl-4 text-sm text-warn">
          {warnings.map((warning) => (
            <li key={JSON.stringify(warning)}>
              {t.has(`warning.${warning.code}`)
                ? t(`warning.${warning.code}`, { field: warning.label ?? warning.field ?? "", ...warning.values })
                : (warning.values?.text ?? warning.code)}
            </li>
          ))}
        </ul>
      )}
      {before && attempt.sent && <SentChanges now={attempt} before={before} />}
      <Exchanges exchanges={exchanges} destination={destination} />
      <TryFacts attempt={attempt} delivery={delivery} {...clock} />
    </>
  );
}

/** The code, how long it took, and who or what asked for it. */
function Result({ attempt: { outcome, code, trigger, exchanges, durationMs } }: { attempt: AttemptDetail }) {
  const t = useTranslations("delivery");
  const list = useTranslations("deliveries");
  const status = exchanges.at(-1)?.status;
  return (
    <p className="mt-3 flex flex-wrap items-center gap-2 text-xs">
      <Badge tone={outcome === "delivered" ? "ok" : "bad"}>{status ?? code ?? t(`outcome.${outcome}`)}</Badge>
      {status && code && <span className="font-mono text-ink-2">{code}</span>}
      <span className="text-ink-2 tabular-nums">{tookText(list, durationMs)}</span>
      <span className="text-ink-2">{t(`trigger.${trigger}`)}</span>
    </p>
  );
}

/** Only of the last try it is known which fields it was about. */
function problemOf({ number, code, message }: AttemptDetail, { attemptCount, problem }: DeliveryDetail) {
  return number === attemptCount && problem ? problem : { code: code ?? "", message: message ?? "" };
}

/** Of what passes by itself it is said that it is tried again, which no longer holds. */
function isOutOfTries({ number, outcome, code }: AttemptDetail, { attemptCount, state, problem }: DeliveryDetail) {
  return state === "failed" && number === attemptCount && outcome === "retry" && problem?.code === code;
}

/** Why there is no try to look at. */
function notTried(t: ReturnType<typeof useTranslations<"delivery">>, { state }: DeliveryDetail): string | null {
  return state === "queued" || state === "sending" ? t("notTried") : null;
}
