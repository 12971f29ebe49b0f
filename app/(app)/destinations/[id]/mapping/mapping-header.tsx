"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import type { MappingRow, TargetField } from "#connectors/connector.ts";
import { compareMappings } from "#features/mappings/compare-mappings.ts";
import type { MappingView } from "#features/mappings/get-mapping.ts";
import type { PreviewLead } from "#features/mappings/list-preview-leads.ts";
import type { TestRecords } from "#features/mappings/list-test-records.ts";
import type { MappingVersion } from "#features/mappings/list-versions.ts";
import { filledRows } from "./editor-rows.ts";
import { PublishMapping } from "./publish-mapping.tsx";
import { TestRecord } from "./test-record.tsx";
import type { useAutosave } from "./use-autosave.ts";
import { useReplaceDraft } from "./use-replace-draft.ts";
import { Versions } from "./versions.tsx";

/** What the draft changes and whether it is kept, the versions there were, and the ways to try and to publish it. */
export function MappingHeader({
  view,
  draft,
  rows,
  fields,
  problems,
  warnings,
  leads,
  position,
  versions,
  testRecords,
  opensTestRecord,
  timeZone,
  onShow,
  onReplace,
}: {
  view: MappingView;
  draft: ReturnType<typeof useAutosave>;
  rows: MappingRow[];
  fields: TargetField[];
  /** The fields for which leads would be refused, and those whose values would change for some lead. */
  problems: string[];
  warnings: string[];
  leads: PreviewLead[];
  /** Of the lead that the preview shows. */
  position: number;
  versions: MappingVersion[];
  testRecords: TestRecords;
  opensTestRecord: boolean;
  timeZone: string;
  /** Brings all rows back to the screen. */
  onShow: () => void;
  /** Puts other rows on the screen; gives back all that are there then. */
  onReplace: (rows: MappingRow[]) => MappingRow[];
}) {
  const t = useTranslations("mapping");
  const changes = compareMappings(view.liveRows, filledRows(rows));
  const { discard, restore } = useReplaceDraft(view, draft, rows, onReplace);

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
      {changes.length > 0 && <Badge tone="accent">{t("draft", { count: changes.length })}</Badge>}
      <Versions
        label={view.liveVersion === null ? t("notLive") : t("live", { version: view.liveVersion })}
        versions={versions}
        changes={changes}
        fields={fields}
        timeZone={timeZone}
        problems={problems}
        onShow={onShow}
        onRestore={restore}
        onDiscard={discard}
      />
      <span role="status" className={draft.state === "failed" ? "text-bad text-xs" : "text-ink-3 text-xs"}>
        {draft.state !== "idle" && t(`save.${draft.state}`)}
      </span>
      <div className="ml-auto flex flex-wrap items-center gap-2 max-md:ml-0">
        {rows.length > 0 && (
          <TestRecord
            view={view}
            draft={draft}
            leads={leads}
            position={position}
            testRecords={testRecords}
            startsOpen={opensTestRecord}
            timeZone={timeZone}
            onShow={onShow}
          />
        )}
        <PublishMapping
          view={view}
          draft={draft}
          changes={changes}
          fields={fields}
          problems={problems}
          warnings={warnings}
          onShow={onShow}
          onPublished={() => draft.accept(rows, 0)}
        />
      </div>
    </header>
  );
}
