"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Glyph } from "#components/glyph.tsx";
import { findTestLead } from "#features/endpoints/actions.ts";
import type { TestLeadResult } from "#features/endpoints/send-test-lead.ts";
import { usePoll } from "./use-poll.ts";

const ASK_EVERY_MS = 300;
const GIVE_UP_AFTER_MS = 30_000;

/** How far a test lead from here has come: the answer, the database, the inbox. */
export function TestLeadStrip({ sent }: { sent: TestLeadResult }) {
  const t = useTranslations("testLead");
  const strip = useRef<HTMLUListElement>(null);
  const [startedAt] = useState(() => performance.now());
  const [inbox, setInbox] = useState<{ lead: number | null; afterMs: number }>({ lead: null, afterMs: 0 });

  useEffect(() => {
    strip.current?.scrollIntoView({ block: "nearest" });
  }, []);

  const receiptId = sent.ok && sent.status < 300 ? sent.receiptId : null;
  const hasGivenUp = inbox.lead === null && inbox.afterMs > GIVE_UP_AFTER_MS;
  usePoll(
    async () => {
      if (receiptId) setInbox({ lead: await findTestLead(receiptId), afterMs: performance.now() - startedAt });
    },
    ASK_EVERY_MS,
    receiptId !== null && inbox.lead === null && !hasGivenUp,
  );

  return (
    <ul
      ref={strip}
      role="status"
      className="flex flex-wrap gap-x-6 gap-y-1.5 border-line border-t bg-sunken px-7 py-3 text-sm max-md:px-4"
    >
      {!sent.ok ? (
        <Stage state="bad">{t(sent.code)}</Stage>
      ) : receiptId === null ? (
        <Stage state="bad">{t("refused", { status: sent.status })}</Stage>
      ) : (
        <>
          <Stage state="done">{t("received", { status: sent.status, ms: sent.durationMs })}</Stage>
          <Stage state="done">{t("stored")}</Stage>
          <Stage state={inbox.lead !== null ? "done" : hasGivenUp ? "bad" : "waiting"}>
            {inbox.lead !== null ? (
              <>
                {t("inInbox", { ms: Math.round(sent.durationMs + inbox.afterMs) })}
                <Link className="link inline-flex min-h-6 items-center" href={`/leads/${inbox.lead}`}>
                  L-{inbox.lead}
                </Link>
              </>
            ) : (
              t(hasGivenUp ? "notInInbox" : "onItsWay")
            )}
          </Stage>
        </>
      )}
    </ul>
  );
}

const GLYPHS = {
  done: { shape: "tick", tone: "ok" },
  waiting: { shape: "dots", tone: "neutral" },
  bad: { shape: "cross", tone: "bad" },
} as const;

function Stage({ state, children }: { state: keyof typeof GLYPHS; children: ReactNode }) {
  return (
    <li className="flex min-h-6 items-center gap-2">
      <Glyph {...GLYPHS[state]} />
      {children}
    </li>
  );
}
