import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Glyph } from "#components/glyph.tsx";
import { SendTestLeadButton } from "#components/send-test-lead-button.tsx";
import { AutoRefresh } from "#components/ui/auto-refresh.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Letterbox } from "#components/ui/letterbox.tsx";
import type { FirstSteps } from "#features/people/first-steps.ts";

const REFRESH_MS = 3_000;

/** The inbox before its first lead. Changes by itself when one comes. */
export async function FirstRun({ steps }: { steps: FirstSteps }) {
  const t = await getTranslations("firstRun");
  const { endpoint, testLead, destination, canSetUp } = steps;
  return (
    <div className="flex flex-1 flex-col items-center justify-center pb-16">
      <AutoRefresh everyMs={REFRESH_MS} />
      <EmptyState
        art={<Letterbox letter={testLead ? "arrived" : "expected"} width={160} />}
        title={t("title")}
        actions={
          canSetUp && endpoint ? (
            <>
              <ButtonLink variant="primary" href={`/endpoints/${endpoint.id}`}>
                {t("getUrl")}
              </ButtonLink>
              <SendTestLeadButton endpointId={endpoint.id} />
            </>
          ) : undefined
        }
      >
        <p>{t("text")}</p>
      </EmptyState>
      <ul className="-mt-7 w-full max-w-118 border-line border-t px-4 md:px-0">
        <Step done={endpoint !== null}>
          {endpoint ? t("endpointReady", { name: endpoint.name }) : t("endpointMissing")}
        </Step>
        <Step
          done={testLead !== null}
          action={
            testLead && (
              <Link className="link" href={`/leads/${testLead.number}`}>
                {t("look")}
              </Link>
            )
          }
        >
          {testLead ? t("testLeadCame") : t("nothingCame")}
        </Step>
        <Step
          done={destination !== null}
          action={
            canSetUp &&
            !destination && (
              <Link className="link" href="/destinations">
                {t("connect")}
              </Link>
            )
          }
        >
          {destination ? connected(destination) : t("noDestination")}
        </Step>
      </ul>
    </div>
  );

  function connected({ name, mappingVersion }: NonNullable<FirstSteps["destination"]>): string {
    return mappingVersion === null
      ? t("destinationUnmapped", { name })
      : t("destinationReady", { name, version: mappingVersion });
  }
}

function Step({ done, action, children }: { done: boolean; action?: ReactNode; children: ReactNode }) {
  return (
    <li className="flex min-h-11 items-center gap-3 border-line border-b py-2 text-ink-2 text-sm">
      <Glyph shape={done ? "tick" : "dots"} tone={done ? "ok" : "neutral"} size={15} />
      <span className="min-w-0 flex-1">{children}</span>
      {action}
    </li>
  );
}
