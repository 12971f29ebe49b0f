"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState, useTransition } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { MappingRow, TargetField } from "#connectors/connector.ts";
import { readMappingFileAction } from "#features/mappings/actions.ts";
import type { MappingFileResult } from "#features/mappings/read-mapping-file.ts";

/** Takes the rows of a file into the draft, after saying which of its fields the destination does not have. */
export function ImportMapping({
  destination,
  fields,
  open,
  onOpenChange,
  onImport,
}: {
  destination: string;
  fields: TargetField[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onImport: (rows: MappingRow[]) => void;
}) {
  const t = useTranslations("mapping.file");
  const toast = useToast();
  const formId = useId();
  const [read, setRead] = useState<MappingFileResult | null>(null);
  const [isBusy, start] = useTransition();
  const unknown = read?.ok ? unknownTargets(read.rows, fields) : [];

  const choose = (file: File | undefined) =>
    start(async () => {
      setRead(null);
      if (!file) return;
      const result = file.size > MAX_BYTES ? null : await readMappingFileAction(await file.text()).catch(() => null);
      setRead(result ?? { ok: false, code: "not_a_mapping" });
    });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!read?.ok) return;
    onImport(read.rows);
    onOpenChange(false);
    setRead(null);
    toast.show({ text: t("imported", { count: read.rows.length }) });
  }

  return (
    <Dialog
      title={t("importTitle")}
      open={open}
      onOpenChange={onOpenChange}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" busy={isBusy}>
            {t("replaceDraft")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label={t("choose")}
          hint={t("chooseHint")}
          error={read && !read.ok ? t(`problem.${read.code}`, problemValues(read)) : undefined}
        >
          {(control) => (
            <input
              {...control}
              type="file"
              required
              accept="application/json,.json"
              className="w-full min-w-0 text-ink-2 text-sm file:mr-3 file:h-8 file:rounded-md file:border file:border-line-strong file:bg-surface file:px-3 file:font-medium file:text-ink max-md:file:h-11"
              onChange={({ target }) => choose(target.files?.[0])}
            />
          )}
        </Field>
        {read?.ok && (
          <p role="status" className="text-sm">
            {t("found", { count: read.rows.length, destination })}
          </p>
        )}
        {unknown.length > 0 && (
          <Banner fact={t("unknown", { count: unknown.length, destination })}>
            <span className="mt-1 block font-mono text-xs wrap-anywhere">{unknown.join(", ")}</span>
          </Banner>
        )}
      </form>
    </Dialog>
  );
}

function problemValues({ ok: _, ...problem }: Extract<MappingFileResult, { ok: false }>) {
  return { row: 0, target: "", place: "", ...problem };
}

const MAX_BYTES = 1024 * 1024;

/** Nothing is unknown while nothing is known. */
function unknownTargets(rows: MappingRow[], fields: TargetField[]): string[] {
  if (fields.length === 0) return [];
  const known = new Set(fields.map(({ name }) => name));
  return rows.map(({ target }) => target).filter((target) => !known.has(target));
}
