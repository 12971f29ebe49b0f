"use client";

import { LoaderCircle } from "lucide-react";
import { useTranslations } from "next-intl";
import { Glyph } from "#components/glyph.tsx";
import type { TestResult } from "#connectors/connector.ts";

export type TestState = "running" | TestResult;

/** What "Test connection" found, check by check: what failed says why and what helps. */
export function TestResults({ connector, state }: { connector: string; state: TestState | null }) {
  const t = useTranslations("destinations");
  return (
    <div role="status">
      {state === "running" && (
        <p className="flex items-center gap-2 text-ink-2 text-sm">
          <LoaderCircle className="animate-spin" />
          {t("testRunning")}
        </p>
      )}
      {state && state !== "running" && <Checks connector={connector} result={state} />}
    </div>
  );
}

function Checks({ connector, result: { checks, account } }: { connector: string; result: TestResult }) {
  const t = useTranslations("destinations");
  const words = useTranslations(`connectors.${connector}`);
  const works = checks.every(({ ok }) => ok);
  return (
    <section aria-label={t("testTitle")} className="rounded-lg border border-line bg-sunken p-4">
      <h3 className="font-semibold text-sm">{t(works ? "testWorks" : "testFails", { account: account ?? "" })}</h3>
      <ul className="mt-2 flex flex-col gap-2.5">
        {checks.map(({ name, ok, message, fix }) => (
          <li key={name} className="flex gap-2.5 text-sm">
            <Glyph
              shape={ok ? "tick" : "cross"}
              tone={ok ? "ok" : "bad"}
              label={t(ok ? "checkOk" : "checkBad")}
              className="mt-0.75"
            />
            <div className="min-w-0">
              <p className="font-medium">{words(`checks.${name}`)}</p>
              {fix && <p className="text-ink-2">{words(`fixes.${fix}`)}</p>}
              {!ok && message && <p className="mt-0.5 font-mono text-ink-3 text-xs">{message}</p>}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
