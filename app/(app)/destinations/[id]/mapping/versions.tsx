"use client";

import { CircleAlert, History } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Drawer } from "#components/ui/drawer.tsx";
import type { TargetField } from "#connectors/connector.ts";
import type { FieldChange } from "#features/mappings/compare-mappings.ts";
import type { MappingVersion } from "#features/mappings/list-versions.ts";
import { DiscardDraft } from "./discard-draft.tsx";
import { FieldChanges } from "./field-changes.tsx";
import { useGoToField } from "./use-go-to-field.ts";

/** What publishing would change, and every version there was, each of which can become the draft again. */
export function Versions({
  label,
  versions,
  changes,
  fields,
  timeZone,
  problems,
  onShow,
  onRestore,
  onDiscard,
}: {
  /** Of the button that opens it: which version is live. */
  label: string;
  versions: MappingVersion[];
  /** What the draft does otherwise than the live version. */
  changes: FieldChange[];
  fields: TargetField[];
  timeZone: string;
  /** The fields that keep the draft from being published. */
  problems: string[];
  onShow: () => void;
  onRestore: (version: number) => Promise<void>;
  onDiscard: () => Promise<boolean>;
}) {
  const t = useTranslations("mappingVersions");
  const [isOpen, setOpen] = useState(false);
  const { goTo, finalFocus } = useGoToField(() => setOpen(false), onShow);
  const [first] = problems;
  const live = versions.find(({ isLive }) => isLive)?.version ?? null;

  return (
    <Drawer
      title={t("title")}
      open={isOpen}
      onOpenChange={setOpen}
      finalFocus={finalFocus}
      trigger={
        <Button variant="ghost" icon={<History />} className="-mx-1.5 font-normal">
          {label}
        </Button>
      }
      footer={
        changes.length > 0 && (
          <>
            {live !== null && <DiscardDraft count={changes.length} liveVersion={live} onDiscard={onDiscard} />}
            {first !== undefined && (
              <span className="ml-auto flex flex-wrap items-center gap-3">
                <span className="inline-flex items-center gap-1.5 text-bad text-sm">
                  <CircleAlert />
                  {t("problems", { count: problems.length })}
                </span>
                <Button onClick={() => goTo(first)}>{t("showProblem")}</Button>
              </span>
            )}
          </>
        )
      }
    >
      <section aria-label={t("draft")} className="rounded-lg border border-line bg-sunken px-4 pt-3 pb-1">
        <h3 className="flex items-center justify-between gap-3 font-semibold text-sm">
          {t("draft")}
          {changes.length > 0 && <Badge tone="accent">{t("draftBadge")}</Badge>}
        </h3>
        {changes.length > 0 ? (
          <FieldChanges changes={changes} fields={fields} />
        ) : (
          <p className="py-2.5 text-ink-2 text-sm">{t("noChanges")}</p>
        )}
      </section>
      <h3 className="sr-only">{t("list")}</h3>
      <ol className="mt-4">
        {versions.map((version) => (
          <VersionItem
            key={version.version}
            version={version}
            fields={fields}
            timeZone={timeZone}
            onRestore={async () => {
              await onRestore(version.version);
              setOpen(false);
            }}
          />
        ))}
      </ol>
      <p className="mt-5 text-ink-3 text-xs">{t("note")}</p>
    </Drawer>
  );
}

function VersionItem({
  version: { version, isLive, publishedBy, publishedAt, note, changes },
  fields,
  timeZone,
  onRestore,
}: {
  version: MappingVersion;
  fields: TargetField[];
  timeZone: string;
  onRestore: () => Promise<void>;
}) {
  const t = useTranslations("mappingVersions");
  const format = useFormatter();
  const [isBusy, start] = useTransition();
  const author = publishedBy ?? t("somebody");
  const time = publishedAt && format.dateTime(publishedAt, { dateStyle: "medium", timeStyle: "short", timeZone });

  return (
    <li className="border-line border-b py-2.5 text-sm last:border-b-0">
      <div className="flex items-start gap-3">
        <span className="pt-1.5">
          <Avatar name={author} decorative />
        </span>
        <div className="min-w-0 flex-1">
          <p className="flex items-center gap-2 font-medium">
            {t("version", { version })}
            {isLive && <Badge tone="ok">{t("live")}</Badge>}
          </p>
          <p className="text-ink-2 text-xs">{t("by", { author, time: time ?? "" })}</p>
          {note && <p className="mt-1 break-words">{t("quote", { note })}</p>}
        </div>
        {!isLive && (
          <Button
            variant="ghost"
            busy={isBusy}
            aria-label={t("restoreVersion", { version })}
            onClick={() => start(onRestore)}
          >
            {t("restore")}
          </Button>
        )}
      </div>
      {changes.length > 0 && (
        <details className="mt-1 pl-9">
          <summary className="w-fit cursor-pointer rounded-sm py-0.5 text-ink-2 text-xs hover:text-ink max-md:py-3">
            {t("changes", { count: changes.length })}
          </summary>
          <FieldChanges changes={changes} fields={fields} />
        </details>
      )}
    </li>
  );
}
