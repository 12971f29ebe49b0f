"use client";
import { LoaderCircle } from "lucide-react";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { startTransition, useEffect, useEffectEvent, useState } from "react";
import { type Named, useOrderWords } from "#components/bulk/use-order-words.ts";
import { useSettle } from "#components/bulk/use-settle.ts";
import { bulkProgressAction, cancelBulkAction } from "#features/bulk/actions.ts";
import type { BulkProgress as Progress } from "#features/bulk/get-bulk-progress.ts";
import type { ListedChange } from "#features/bulk/list-bulk-changes.ts";

/** A second is often enough to see that it moves. */
const POLL_MS = 1_000;

type Change = Pick<ListedChange, "id" | "order" | "state" | "total" | "done" | "undoes" | "mayUndo">;

/** How far a bulk change is, on every page for as long as it runs; then what became of it. */
export function BulkProgress({
  change,
  ...names
}: {
  change: Change;
  people: readonly Named[];
  destinations: readonly Named[];
}) {
  const t = useTranslations("bulk");
  const format = useFormatter();
  const words = useOrderWords(names)(change.order);
  const name = change.undoes ? t("undone", { name: words }) : words;
  const [progress, setProgress] = useState<Progress>(change);
  const { ended } = useSettle();
  const router = useRouter();

  const look = useEffectEvent(async (): Promise<boolean> => {
    // A question that is lost on its way is asked again.
    const found = await bulkProgressAction(change.id).catch(() => progress);
    if (!found) return false;
    setProgress(found);
    if (found.state === "running") return true;
    ended(found, name);
    router.refresh();
    return false;
  });
  useEffect(() => {
    let timer = setTimeout(poll, POLL_MS);
    return () => clearTimeout(timer);

    /** The next question waits for the last answer. */
    function poll() {
      startTransition(async () => {
        if (await look()) timer = setTimeout(poll, POLL_MS);
      });
    }
  }, []);

  if (progress.state !== "running") return null;
  const share = progress.total > 0 ? progress.done / progress.total : 0;
  return (
    <section
      aria-label={t("running")}
      className="flex w-76 max-w-[calc(100vw-32px)] flex-col gap-2 rounded-lg bg-raised p-3 text-sm shadow-popover"
    >
      <div className="flex items-center gap-2">
        <LoaderCircle className="animate-spin text-ink-3" />
        <span className="min-w-0 flex-1 truncate font-medium" title={name}>
          {name}
        </span>
        <span className="text-ink-2 tabular-nums">{format.number(share, { style: "percent" })}</span>
      </div>
      <progress
        value={share}
        aria-label={name}
        className="h-1 w-full appearance-none overflow-hidden rounded-full bg-neutral-soft [&::-moz-progress-bar]:bg-ink [&::-webkit-progress-bar]:bg-neutral-soft [&::-webkit-progress-value]:bg-ink"
      />
      <div className="flex items-center justify-between gap-2 text-ink-2 text-xs tabular-nums">
        <span>{t("progress", { done: progress.done, total: progress.total })}</span>
        <button
          type="button"
          className="min-h-6 underline underline-offset-3 max-md:min-h-11"
          onClick={() => startTransition(async () => void (await cancelBulkAction(change.id)))}
        >
          {t("cancel")}
        </button>
      </div>
    </section>
  );
}
