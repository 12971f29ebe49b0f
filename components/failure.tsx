"use client";
import { RotateCw, Unplug } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition, useCallback, useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";

const RETRY_SECONDS = 15;
const MAX_RETRIES = 20;

/** What is wrong as far as the browser can find out; `/api/ready` asks the database. */
type Cause = "checking" | "database" | "page" | "unreachable";

/** A page that could not be made: what happened, whether leads still come in, what happens next. */
export function Failure({ digest, reset }: { digest?: string; reset: () => void }) {
  const t = useTranslations("failure");
  const router = useRouter();
  const [cause, setCause] = useState<Cause>("checking");
  const [secondsLeft, setSecondsLeft] = useState(RETRY_SECONDS);
  const [retries, setRetries] = useState(0);
  const [failedAt] = useState(() => new Date().toISOString().replace("T", " ").slice(0, 19));
  const reference = ["PAGE_FAILED", `${failedAt} UTC`, digest].filter(Boolean).join(" · ");

  const tryAgain = useCallback(() => {
    startTransition(() => {
      router.refresh();
      reset();
    });
    setRetries((count) => count + 1);
    setSecondsLeft(RETRY_SECONDS);
  }, [router, reset]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each failed retry asks anew
  useEffect(() => {
    findCause().then(setCause);
  }, [retries]);

  useEffect(() => {
    if (retries >= MAX_RETRIES) return;
    const timer = setTimeout(() => (secondsLeft > 1 ? setSecondsLeft(secondsLeft - 1) : tryAgain()), 1_000);
    return () => clearTimeout(timer);
  }, [secondsLeft, retries, tryAgain]);

  return (
    <div className="flex flex-1 items-center justify-center px-4 py-16">
      <div className="w-full max-w-110">
        <span className="flex size-11 items-center justify-center rounded-full bg-bad-soft text-bad-icon">
          <Unplug className="size-5" />
        </span>
        <h1 className="mt-4 font-semibold text-xl">{t("title")}</h1>
        <p role="status" className="mt-1.5 text-base text-ink-2">
          {t(cause)}
        </p>
        <div className="mt-5 flex flex-wrap items-center gap-3">
          <Button variant="primary" icon={<RotateCw />} onClick={tryAgain}>
            {t("again")}
          </Button>
          {retries < MAX_RETRIES && (
            <span className="text-ink-2 text-sm">{t("byItself", { seconds: secondsLeft })}</span>
          )}
        </div>
        <div className="mt-8 border-line border-t pt-4">
          <p className="text-ink-2 text-sm">{t("admin")}</p>
          <div className="mt-2 flex items-center gap-2 rounded-md border border-line bg-sunken py-0.5 pr-0.5 pl-3">
            <code className="min-w-0 flex-1 font-mono text-xs">{reference}</code>
            <CopyButton value={reference} label={t("copy")} />
          </div>
        </div>
      </div>
    </div>
  );
}

async function findCause(): Promise<Cause> {
  const answer = await fetch("/api/ready", { cache: "no-store", signal: AbortSignal.timeout(5_000) }).catch(() => null);
  if (!answer) return "unreachable";
  return answer.ok ? "page" : "database";
}
