import { useFormatter, useTranslations } from "next-intl";
import { startTransition, useEffect, useEffectEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { Count } from "#features/leads/count-leads.ts";
import { cancelExportAction, readExportAction } from "#features/leads/export-actions.ts";
import type { ExportState } from "#features/leads/export-progress.ts";

/** A second is often enough to see that it moves. */
const POLL_MS = 1_000;
/** So many times an export may not be known yet; then its download was refused, and the browser says why. */
const MAX_MISSES = 30;

/** How far the download is that the browser does by itself. Closing this window does not end it. */
export function ExportProgress({
  id,
  total,
  onClose,
  finalFocus,
}: {
  id: string;
  total: Count;
  onClose: () => void;
  finalFocus: () => HTMLElement | true;
}) {
  const t = useTranslations("leadExport.progress");
  const format = useFormatter();
  const [isCancelling, setCancelling] = useState(false);
  const progress = useProgress(id);
  const isRunning = progress.state === "running";
  const share = total.isMore || total.count === 0 ? undefined : Math.min(1, progress.rows / total.count);
  const isSmall = progress.bytes < 1_000_000;
  const size = format.number(progress.bytes / (isSmall ? 1_000 : 1_000_000), {
    style: "unit",
    unit: isSmall ? "kilobyte" : "megabyte",
    maximumFractionDigits: 1,
  });

  function cancel() {
    setCancelling(true);
    startTransition(async () => cancelExportAction(id));
  }

  return (
    <Dialog
      title={t("title")}
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      finalFocus={finalFocus}
      footer={
        <>
          {isRunning && (
            <Button onClick={cancel} busy={isCancelling} busyLabel={t("cancelling")}>
              {t("cancel")}
            </Button>
          )}
          <Button variant="primary" onClick={onClose}>
            {t("close")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 text-sm">
        <p role="status" className="font-semibold text-base">
          {t(`state.${progress.state}`)}
        </p>
        {isRunning && (
          <progress
            value={share}
            aria-label={t("title")}
            className="h-1 w-full appearance-none overflow-hidden rounded-full bg-neutral-soft [&::-moz-progress-bar]:bg-ink [&::-webkit-progress-bar]:bg-neutral-soft [&::-webkit-progress-value]:bg-ink"
          />
        )}
        <p className="text-ink-2 tabular-nums">{t("far", { rows: progress.rows, size })}</p>
        {isRunning && <p className="text-ink-2">{t("goesOn")}</p>}
      </div>
    </Dialog>
  );
}

const BEGINNING: ExportState = { state: "running", rows: 0, bytes: 0 };

function useProgress(id: string): ExportState {
  const [progress, setProgress] = useState(BEGINNING);
  const look = useEffectEvent(async (misses: number): Promise<number | null> => {
    const found = await readExportAction(id);
    if (!found && misses < MAX_MISSES) return misses + 1;
    setProgress(found ?? { ...BEGINNING, state: "broken_off" });
    return found?.state === "running" ? 0 : null;
  });
  useEffect(() => {
    let timer = setTimeout(poll, POLL_MS, 0);
    return () => clearTimeout(timer);

    /** The next question waits for the last answer. */
    function poll(misses: number) {
      startTransition(async () => {
        const next = await look(misses);
        if (next !== null) timer = setTimeout(poll, POLL_MS, next);
      });
    }
  }, []);
  return progress;
}
