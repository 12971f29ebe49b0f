"use client";

import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState, useTransition } from "react";
import { Glyph } from "#components/glyph.tsx";
import { Button } from "#components/ui/button.tsx";
import type { MappingRow, TargetField } from "#connectors/connector.ts";
import type { MappingView } from "#features/mappings/get-mapping.ts";
import type { PreviewLead } from "#features/mappings/list-preview-leads.ts";
import type { TestOutcome } from "#features/mappings/test-mapping.ts";
import { TestResults } from "./test-results.tsx";
import { useMappingTest } from "./use-mapping-test.ts";

/** What the draft would do to the last leads, in one line; ⌘Enter shows which leads. */
export function TestBar({
  view,
  leads,
  rows,
  fields,
  now,
  timeZone,
  onShow,
}: {
  view: MappingView;
  leads: PreviewLead[];
  rows: MappingRow[];
  fields: TargetField[];
  /** When the leads were read. */
  now: Date;
  timeZone: string;
  /** Brings all rows back to the screen. */
  onShow: () => void;
}) {
  const t = useTranslations("mappingTest");
  const format = useFormatter();
  const router = useRouter();
  const { test, run } = useMappingTest(leads, rows, view.liveVersion === null ? null : view.liveRows, fields);
  const [isOpen, setOpen] = useState(false);
  const [isBusy, start] = useTransition();
  const runAgain = () => start(() => router.refresh());

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const isOurs = event.key === "Enter" && (event.metaKey || event.ctrlKey) && !isInDialog(event.target);
    if (!isOurs || leads.length === 0) return;
    event.preventDefault();
    // Before the value builder takes Enter for its own.
    event.stopPropagation();
    run();
    setOpen(true);
  });

  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    document.addEventListener("keydown", listener, true);
    return () => document.removeEventListener("keydown", listener, true);
  }, []);

  if (leads.length === 0) {
    return <p className="border-line border-b bg-sunken px-4 py-3 text-ink-2 text-sm md:px-6">{t("noLeads")}</p>;
  }
  const toSee = test ? test.counts.changed + test.counts.rejected : 0;

  return (
    <section
      aria-label={t("label", { count: leads.length })}
      className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1.5 border-line border-b bg-sunken px-4 py-2 text-sm md:px-6"
    >
      <h2 className="font-medium">{t("label", { count: leads.length })}</h2>
      {test ? (
        <>
          <Shares counts={test.counts} />
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {OUTCOMES.map(({ outcome, shape, tone, text }) => (
              <li key={outcome} className={`inline-flex items-center gap-1.5 font-medium ${text}`}>
                <Glyph shape={shape} tone={tone} />
                {t(`count.${outcome}`, { count: test.counts[outcome] })}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="text-ink-2">{t("testing")}</p>
      )}
      <div className="ml-auto flex flex-wrap items-center gap-x-3 gap-y-1 max-md:ml-0">
        <span className="text-ink-3 text-xs">
          {t("asOf", {
            time: format.dateTime(now, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }),
          })}
        </span>
        <Button
          aria-keyshortcuts="Control+Enter Meta+Enter"
          onClick={() => {
            run();
            setOpen(true);
          }}
        >
          {toSee > 0 ? t("seeSome", { count: toSee }) : t("see")}
        </Button>
        <Button variant="ghost" icon={<RotateCw />} busy={isBusy} onClick={runAgain}>
          {t("again")}
        </Button>
      </div>
      {test && (
        <TestResults
          destination={view.destinationName}
          liveVersion={view.liveVersion}
          test={test}
          fields={fields}
          open={isOpen}
          onOpenChange={setOpen}
          isBusy={isBusy}
          onAgain={runAgain}
          onShow={onShow}
        />
      )}
    </section>
  );
}

const OUTCOMES = [
  { outcome: "complete", shape: "tick", tone: "ok", text: "text-ok", fill: "fill-ok-icon" },
  { outcome: "changed", shape: "bang", tone: "warn", text: "text-warn", fill: "fill-warn-icon" },
  { outcome: "rejected", shape: "cross", tone: "bad", text: "text-bad", fill: "fill-bad-icon" },
] as const;

const WIDTH = 150;

/** The counts as one bar; they stand beside it in words. */
function Shares({ counts }: { counts: Record<TestOutcome, number> }) {
  const total = counts.complete + counts.changed + counts.rejected;
  const widths = OUTCOMES.map(({ outcome }) => (counts[outcome] / total) * WIDTH);
  return (
    <svg width={WIDTH} height={8} aria-hidden className="shrink-0 rounded-full max-md:hidden">
      {OUTCOMES.map(({ outcome, fill }, index) => (
        <rect
          key={outcome}
          className={fill}
          x={widths.slice(0, index).reduce((sum, width) => sum + width, 0)}
          // A pixel of the ground keeps neighbours apart.
          width={Math.max(0, (widths[index] ?? 0) - 1)}
          height={8}
        />
      ))}
    </svg>
  );
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[role=dialog]") !== null;
}
