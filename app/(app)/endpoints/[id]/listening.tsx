"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { SendTestLeadButton } from "#components/send-test-lead-button.tsx";
import { Letterbox } from "#components/ui/letterbox.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { readLatestArrival } from "#features/endpoints/actions.ts";
import type { Arrival } from "#features/endpoints/latest-arrival.ts";
import type { TestLeadResult } from "#features/endpoints/send-test-lead.ts";
import { NothingArrives } from "./nothing-arrives.tsx";
import { TestLeadStrip } from "./test-lead-strip.tsx";
import { usePoll } from "./use-poll.ts";

const ASK_EVERY_MS = 3_000;

const bold = (chunks: ReactNode) => <strong className="font-semibold text-ink">{chunks}</strong>;

/** Waits for what Partner Center sends, and says what came. */
export function Listening({
  endpointId,
  known,
  now,
  timeZone,
}: {
  endpointId: string;
  /** What had come when the page was made. */
  known: Arrival | null;
  now: Date;
  timeZone: string;
}) {
  const t = useTranslations("endpoint.listen");
  const router = useRouter();
  const [atFirst] = useState(known);
  const [arrival, setArrival] = useState(known);
  const [sent, setSent] = useState<{ result: TestLeadResult; at: number } | null>(null);

  usePoll(async () => {
    const latest = await readLatestArrival(endpointId);
    if (!latest || latest.id === arrival?.id) return;
    setArrival(latest);
    router.refresh();
  }, ASK_EVERY_MS);

  const letter = !arrival ? "expected" : arrival.id === atFirst?.id ? "arrived" : "falling";
  return (
    <div className="mt-3 rounded-lg border border-line">
      <div className="flex items-center gap-7 px-7 py-6 max-md:flex-col max-md:items-start max-md:gap-5 max-md:px-4 max-md:py-5">
        <Letterbox key={arrival?.id} letter={letter} />
        <div className="min-w-0 flex-1">
          <div role="status">
            <p className="font-semibold text-base">{arrival ? t(kind(arrival)) : <Listen>{t("listening")}</Listen>}</p>
            <p className="mt-0.5 text-ink-2 text-sm">
              {arrival ? t(`${kind(arrival)}Text`) : t.rich("text", { b: bold })}
            </p>
          </div>
          {arrival && (
            <p className="mt-1 flex flex-wrap items-center gap-x-3 text-sm">
              <Link
                className="link inline-flex min-h-6 items-center max-md:min-h-11"
                href={whereIs(arrival, endpointId)}
              >
                {arrival.lead ? t("openLead") : t("openRequest")}
              </Link>
              <span className="text-ink-3 text-xs">
                <RelativeTime date={arrival.receivedAt} now={latest(now, arrival.receivedAt)} timeZone={timeZone} />
              </span>
            </p>
          )}
          <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2">
            <SendTestLeadButton
              endpointId={endpointId}
              label={t("sendFromHere")}
              onSent={(result) => setSent({ result, at: Date.now() })}
            />
            {!arrival && <NothingArrives />}
          </div>
        </div>
      </div>
      {sent && <TestLeadStrip key={sent.at} sent={sent.result} />}
    </div>
  );
}

function kind(arrival: Arrival): "testLead" | "lead" | "unreadable" {
  if (!arrival.lead) return "unreadable";
  return arrival.lead.isTest ? "testLead" : "lead";
}

function whereIs({ id, lead }: Arrival, endpointId: string): string {
  return lead ? `/leads/${lead.number}` : `/endpoints/${endpointId}/requests?request=${id}`;
}

function latest(one: Date, other: Date): Date {
  return one > other ? one : other;
}

function Listen({ children }: { children: string }) {
  return (
    <>
      {children}
      <span aria-hidden className="motion-safe:animate-listen">
        …
      </span>
    </>
  );
}
