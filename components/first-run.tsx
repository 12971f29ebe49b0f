import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Glyph } from "#components/glyph.tsx";
import { SendTestLeadButton } from "#components/send-test-lead-button.tsx";
import { AutoRefresh } from "#components/ui/auto-refresh.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Letterbox } from "#components/ui/letterbox.tsx";
import type { FirstSteps } from "#features/people/first-steps.ts";

const REFRESH_MS = 3_000;

/** The inbox before its first lead, with what is known of the way to it. Changes by itself when one comes. */
export function FirstRun({ steps }: { steps: FirstSteps }) {
  const t = useTranslations("firstRun");
  const { endpoint, request, canSetUp } = steps;
  return (
    <div className="flex flex-1 flex-col items-center justify-center px-4 pb-30">
      <AutoRefresh everyMs={REFRESH_MS} />
      <EmptyState
        art={<Letterbox letter={request ? "arrived" : "expected"} width={168} />}
        title={t("title")}
        actions={
          canSetUp && endpoint ? (
            <>
              <ButtonLink variant="primary" href={`/endpoints/${endpoint.id}`}>
                {t("getUrl")}
              </ButtonLink>
              <SendTestLeadButton endpointId={endpoint.id} label={t("sendTest")} />
            </>
          ) : undefined
        }
      >
        <p>{t("text")}</p>
      </EmptyState>
      <ul aria-live="polite" className="-mt-7 w-full max-w-118 border-line border-t">
        <Check isDone={endpoint !== null}>
          {endpoint ? t("endpointReady", { name: endpoint.name }) : t("endpointMissing")}
        </Check>
        <RequestCheck steps={steps} />
        <DestinationCheck steps={steps} />
      </ul>
    </div>
  );
}

function RequestCheck({ steps: { request, testLeadNumber, canSetUp, timeZone } }: { steps: FirstSteps }) {
  const t = useTranslations("firstRun");
  const format = useFormatter();
  const number = request?.leadNumber ?? testLeadNumber;
  const lookAt = number === null ? request && requestHref(request) : `/leads/${number}`;
  return (
    <Check
      isDone={request !== null}
      action={
        lookAt &&
        (number !== null || canSetUp) && <CheckLink href={lookAt}>{request ? t("look") : t("lookAtTest")}</CheckLink>
      }
    >
      {request
        ? t("request", {
            time: format.dateTime(request.receivedAt, { dateStyle: "medium", timeStyle: "short", timeZone }),
          })
        : t("noRequest")}
    </Check>
  );
}

function DestinationCheck({ steps: { destination, canSetUp } }: { steps: FirstSteps }) {
  const t = useTranslations("firstRun");
  if (!destination) {
    return (
      <Check isDone={false} action={canSetUp && <CheckLink href="/destinations">{t("connect")}</CheckLink>}>
        {t("noDestination")}
      </Check>
    );
  }
  const { name, mappingVersion: version } = destination;
  return (
    <Check isDone={version !== null}>
      {version === null ? t("destinationUnmapped", { name }) : t("destinationReady", { name, version })}
    </Check>
  );
}

function Check({ isDone, action, children }: { isDone: boolean; action?: ReactNode; children: ReactNode }) {
  const t = useTranslations("firstRun");
  return (
    <li className="flex min-h-11 items-center gap-3 border-line border-b py-2 text-ink-2 text-sm">
      <Glyph
        shape={isDone ? "tick" : "dots"}
        tone={isDone ? "ok" : "neutral"}
        size={15}
        label={t(isDone ? "done" : "open")}
      />
      <span className="min-w-0 flex-1">{children}</span>
      {action}
    </li>
  );
}

function CheckLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link className="link inline-flex min-h-6 shrink-0 items-center max-md:min-h-11" href={href}>
      {children}
    </Link>
  );
}

function requestHref({ id, endpointId }: NonNullable<FirstSteps["request"]>): string {
  return `/endpoints/${endpointId}/requests?request=${id}`;
}
