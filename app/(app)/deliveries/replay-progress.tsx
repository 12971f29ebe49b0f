import { X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { momentText } from "#components/moment.tsx";
import { AutoRefresh } from "#components/ui/auto-refresh.tsx";
import { IconLink } from "#components/ui/icon-button.tsx";
import { SegmentLinks } from "#components/ui/segment-links.tsx";
import type { ReplayProgress as Progress } from "#features/deliveries/get-replay.ts";
import { type DeliveryView, viewHref } from "./delivery-view.ts";
import { ReplayCancel } from "./replay-cancel.tsx";

const REFRESH_MS = 2_000;

/** How far a bulk replay is and what came of it so far; moves by itself until the last one is tried. */
export function ReplayProgress({
  view,
  replay,
  mayAct,
  now,
  timeZone,
}: {
  view: DeliveryView;
  replay: Progress;
  mayAct: boolean;
  now: Date;
  timeZone: string;
}) {
  const t = useTranslations("replay.progress");
  const format = useFormatter();
  const { total, delivered, failed, untried, cancelledAt, lastDueAt } = replay;
  const isRunning = untried > 0;
  const tried = triedOf(replay);
  const time = (date: Date) => momentText(format, { date, now, timeZone });
  const started = time(replay.startedAt).text;

  return (
    <section aria-label={t("results")} className="border-line border-b bg-sunken px-4 py-4 md:px-6">
      {isRunning && <AutoRefresh everyMs={REFRESH_MS} />}
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h2 className="font-semibold text-base">
            {cancelledAt ? t("titleCancelled") : t(isRunning ? "title" : "titleDone", { total })}
          </h2>
          <p className="text-ink-2 text-xs">
            {replay.startedBy ? t("by", { name: replay.startedBy, time: started }) : t("byNobody", { time: started })}
            {", "}
            {t(replay.mode === "as_sent" ? "asSent" : "current")}
          </p>
        </div>
        <div className="flex items-center gap-2">
          {isRunning && !cancelledAt && mayAct && <ReplayCancel replayId={replay.id} />}
          <IconLink href={viewHref({ tab: "all" })} label={t("close")} icon={<X />} />
        </div>
      </div>
      <Bar replay={replay} label={t("bar", { tried, total })} />
      <p role="status" className="mt-2 text-sm tabular-nums">
        {t("bar", { tried, total })}
      </p>
      <p className="text-ink-2 text-sm empty:hidden">{sentences()}</p>
      <div className="mt-3">
        <SegmentLinks
          label={t("results")}
          segments={[
            segment("all", undefined, total - replay.gone),
            segment("delivered", "delivered", delivered),
            segment("waiting", "waiting", untried + replay.retrying),
            segment("failed", "failed", failed),
          ]}
        />
      </div>
    </section>
  );

  function segment(label: "all" | "delivered" | "waiting" | "failed", state: DeliveryView["state"], count: number) {
    return {
      href: viewHref({ tab: "all", replay: replay.id, state }),
      label: t(label),
      count: format.number(count),
      active: view.state === state,
    };
  }

  function sentences(): string {
    const { retrying, cancelled, gone } = replay;
    const due = lastDueAt && lastDueAt > now ? time(lastDueAt) : null;
    return [
      due && t("until", { time: due.text, isToday: String(due.isToday) }),
      retrying > 0 && t("retrying", { count: retrying }),
      cancelled > 0 && t("cancelledSome", { count: cancelled }),
      gone > 0 && t(cancelledAt ? "putBack" : "gone", { count: gone }),
    ]
      .filter((sentence) => sentence)
      .join(" ");
  }
}

function triedOf({ delivered, failed, retrying }: Progress): number {
  return delivered + failed + retrying;
}

/** Delivered, failed, to be tried again, and what was put back; the rest is still to come. */
function Bar({ replay, label }: { replay: Progress; label: string }) {
  const { total, delivered, failed, retrying, cancelled, gone } = replay;
  const parts = [
    { count: delivered, look: "fill-ok-icon" },
    { count: failed, look: "fill-bad-icon" },
    { count: retrying, look: "fill-warn-icon" },
    { count: cancelled + gone, look: "fill-neutral-icon" },
  ];
  const starts = parts.map((_, index) => parts.slice(0, index).reduce((sum, { count }) => sum + count, 0));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={triedOf(replay)}
      className="mt-3 overflow-hidden rounded-full border border-line-strong bg-surface"
    >
      <svg width="100%" height="8" aria-hidden="true" className="block">
        {parts.map(({ count, look }, index) => (
          <rect
            key={look}
            x={`${((starts[index] ?? 0) / total) * 100}%`}
            width={`${(count / total) * 100}%`}
            height="8"
            className={look}
          />
        ))}
      </svg>
    </div>
  );
}
