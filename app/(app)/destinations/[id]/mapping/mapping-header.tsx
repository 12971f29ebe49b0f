"use client";

import { ArrowLeft, History } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import type { MappingView } from "#features/mappings/get-mapping.ts";
import { DiscardDraft } from "./discard-draft.tsx";
import { PublishMapping } from "./publish-mapping.tsx";
import type { useAutosave } from "./use-autosave.ts";

/** Which version is live, what the draft changes, and the ways out of the draft. */
export function MappingHeader({
  view,
  draft,
  problems,
  warningCount,
  onProblems,
  onPublished,
  onDiscarded,
}: {
  view: MappingView;
  draft: ReturnType<typeof useAutosave>;
  /** The fields for lack of which leads would be refused. */
  problems: string[];
  warningCount: number;
  /** Publishing was asked for although there are some. */
  onProblems: (fields: string[]) => void;
  onPublished: () => void;
  onDiscarded: () => void;
}) {
  const t = useTranslations("mapping");
  return (
    <header className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-4 py-2 md:px-6">
      <Link
        href={`/destinations/${view.destinationId}`}
        className="inline-flex min-h-8 min-w-0 items-center gap-2 font-medium text-ink-2 text-sm hover:text-ink max-md:min-h-11"
      >
        <ArrowLeft />
        <span className="truncate">{view.destinationName}</span>
      </Link>
      <span aria-hidden className="text-line-strong">
        /
      </span>
      <h1 className="font-semibold text-sm">{t("title")}</h1>
      {draft.changes > 0 && <Badge tone="accent">{t("draft", { count: draft.changes })}</Badge>}
      <span className="inline-flex items-center gap-1.5 text-ink-2 text-sm">
        <History />
        {view.liveVersion === null ? t("notLive") : t("live", { version: view.liveVersion })}
      </span>
      <span role="status" className={draft.state === "failed" ? "text-bad text-xs" : "text-ink-3 text-xs"}>
        {draft.state !== "idle" && t(`save.${draft.state}`)}
      </span>
      <div className="ml-auto flex items-center gap-2">
        {draft.changes > 0 && (
          <DiscardDraft
            destinationId={view.destinationId}
            draft={draft}
            liveVersion={view.liveVersion}
            onDiscarded={onDiscarded}
          />
        )}
        <PublishMapping
          view={view}
          draft={draft}
          problems={problems}
          warningCount={warningCount}
          onProblems={onProblems}
          onPublished={onPublished}
        />
      </div>
    </header>
  );
}
