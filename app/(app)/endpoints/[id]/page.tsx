import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Glyph } from "#components/glyph.tsx";
import { latestArrival } from "#features/endpoints/latest-arrival.ts";
import { AboutEndpoint } from "./about-endpoint.tsx";
import { EndpointHeader } from "./endpoint-header.tsx";
import { EndpointUrl } from "./endpoint-url.tsx";
import { Listening } from "./listening.tsx";
import { PartnerCenterSteps } from "./partner-center-steps.tsx";
import { requireEndpoint } from "./require-endpoint.ts";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { endpoint } = await requireEndpoint((await params).id);
  return { title: endpoint.name };
}

/** Three steps from the address of an endpoint to its first lead. */
export default async function EndpointSetUpPage({ params }: Props) {
  const { session, endpoint } = await requireEndpoint((await params).id);
  const [t, arrival] = await Promise.all([getTranslations("endpoint"), latestArrival(session, endpoint.id)]);
  const hasLead = endpoint.leadCount > 0 || endpoint.lastTestLeadAt !== null;
  const now = new Date();

  return (
    <>
      <EndpointHeader endpoint={endpoint} tab="setup" now={now} />
      <div className="flex flex-1 max-lg:flex-col">
        <ol className="min-w-0 flex-1 px-4 py-7 md:px-8">
          <Step number={1} isDone={arrival !== null} title={t("copy.title")}>
            <p className="text-ink-2 text-sm">{t("copy.text")}</p>
            {endpoint.maskedUrl ? (
              <EndpointUrl url={endpoint.url} masked={endpoint.maskedUrl} />
            ) : (
              <p className="mt-3 text-bad text-sm">{t("copy.noKey")}</p>
            )}
          </Step>
          <Step number={2} isDone={hasLead} title={t("paste.title")}>
            <PartnerCenterSteps maskedUrl={endpoint.maskedUrl ?? ""} email={session.email} />
          </Step>
          <Step number={3} isDone={hasLead} title={t("listen.title")} isLast>
            <Listening endpointId={endpoint.id} known={arrival} now={now} timeZone={session.timeZone} />
          </Step>
        </ol>
        <AboutEndpoint endpoint={endpoint} now={now} timeZone={session.timeZone} />
      </div>
    </>
  );
}

/** It also counts as done when something inside says so with `data-done`. */
function Step({
  number,
  title,
  isDone,
  isLast = false,
  children,
}: {
  number: number;
  title: string;
  isDone: boolean;
  isLast?: boolean;
  children: ReactNode;
}) {
  const t = useTranslations("endpoint");
  return (
    <li className="group relative flex max-w-190 gap-3 pb-8 md:gap-4">
      {!isLast && <span aria-hidden className="absolute top-9 bottom-1 left-3.5 w-px bg-line-strong" />}
      <Glyph
        shape="tick"
        tone="ok"
        size={28}
        label={t("done")}
        className={isDone ? undefined : "hidden group-has-data-done:block"}
      />
      {!isDone && (
        <span
          aria-hidden
          className="flex size-7 shrink-0 items-center justify-center rounded-full bg-inverse font-semibold text-on-inverse text-sm group-has-data-done:hidden"
        >
          {number}
        </span>
      )}
      <div className="min-w-0 flex-1">
        <h2 className="mt-0.5 mb-0.5 font-semibold text-lg">{title}</h2>
        {children}
      </div>
    </li>
  );
}
