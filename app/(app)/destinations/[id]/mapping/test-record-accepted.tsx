"use client";

import { ArrowUpRight, Trash2 } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef, useTransition } from "react";
import { Exchanges } from "#components/exchanges.tsx";
import { Glyph } from "#components/glyph.tsx";
import { Button } from "#components/ui/button.tsx";
import { webHref } from "#features/leads/contact-links.ts";
import type { SendTestResult, SentValue } from "#features/mappings/send-test-record.ts";

const SHOWN_VALUES = 6;

/** The record that was made: what is in it, the way to it, and the way to be rid of it. */
export function TestRecordAccepted({
  destination,
  result: { isNew, url, values, warnings, call },
  canRemove,
  onRemove,
}: {
  destination: string;
  result: Extract<SendTestResult, { ok: true }>;
  canRemove: boolean;
  onRemove: () => Promise<void>;
}) {
  const t = useTranslations("testRecord");
  const format = useFormatter();
  const said = useRef<HTMLParagraphElement>(null);
  const [isBusy, start] = useTransition();
  const href = webHref(url);
  const seconds = format.number(Math.max(0.1, call.durationMs / 1000), { maximumFractionDigits: 1 });

  useEffect(() => said.current?.focus(), []);

  return (
    <>
      <p ref={said} tabIndex={-1} className="flex gap-3 text-base text-ink-2 outline-none">
        <Glyph shape="tick" tone="ok" size={20} />
        <span>{t(isNew ? "created" : "filledIn", { destination, seconds })}</span>
      </p>
      {warnings.map((warning) => (
        <p key={warning} className="mt-2 text-sm text-warn">
          {warning}
        </p>
      ))}
      <Values values={values.slice(0, SHOWN_VALUES)} />
      <details className="mt-3">
        <summary className="w-fit cursor-pointer rounded-sm py-1 text-link text-sm underline underline-offset-4 max-md:py-3">
          {t("showAll", { count: values.length })}
        </summary>
        {values.length > SHOWN_VALUES && <Values values={values.slice(SHOWN_VALUES)} />}
        <Exchanges exchanges={call.exchanges} destination={destination} />
      </details>
      <div className="mt-5 flex flex-wrap items-center justify-between gap-2">
        {isNew && canRemove ? (
          <Button variant="danger" icon={<Trash2 />} busy={isBusy} onClick={() => start(onRemove)}>
            {t("remove", { destination })}
          </Button>
        ) : (
          <p className="text-ink-2 text-sm">{t(isNew ? "cannotRemove" : "notOurs")}</p>
        )}
        {href && (
          <a
            href={href}
            target="_blank"
            rel="noreferrer"
            className="inline-flex h-8 items-center gap-1.5 rounded-md border border-line-strong bg-surface px-2.75 font-medium text-sm hover:bg-hover max-md:h-11"
          >
            {t("openRecord", { destination })}
            <ArrowUpRight />
          </a>
        )}
      </div>
    </>
  );
}

function Values({ values }: { values: SentValue[] }) {
  const t = useTranslations("testRecord");
  return (
    <dl className="mt-4 rounded-lg border border-line px-4 text-sm">
      {values.map(({ field, label, value, text }) => (
        <div key={field} className="grid grid-cols-[9rem_1fr] gap-3 border-line border-b py-1.5 last:border-b-0">
          <dt className="min-w-0 break-words text-ink-2">{label}</dt>
          <dd className="min-w-0 whitespace-pre-line break-words">
            {typeof value === "boolean" ? t(value ? "yes" : "no") : text}
          </dd>
        </div>
      ))}
    </dl>
  );
}
