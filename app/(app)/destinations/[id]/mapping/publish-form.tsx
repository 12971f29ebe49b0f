"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type RefObject, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox, Field, TextInput } from "#components/ui/field.tsx";
import type { TargetField } from "#connectors/connector.ts";
import type { FieldChange } from "#features/mappings/compare-mappings.ts";
import { FieldChanges } from "./field-changes.tsx";

/** What publishing changes, what it was changed for, and a tick where values would not arrive as leads give them. */
export function PublishForm({
  destination,
  changes,
  fields,
  warnings,
  note,
  isBusy,
  onField,
  onCancel,
  onPublish,
}: {
  destination: string;
  changes: FieldChange[];
  fields: TargetField[];
  warnings: { name: string; label: string }[];
  /** Where the caret stands at first. */
  note: RefObject<HTMLInputElement | null>;
  isBusy: boolean;
  onField: (name: string) => void;
  onCancel: () => void;
  onPublish: (note: string) => void;
}) {
  const t = useTranslations("mapping");
  const seen = useRef<HTMLInputElement>(null);
  const [isMissed, setMissed] = useState(false);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (seen.current && !seen.current.checked) {
      setMissed(true);
      return seen.current.focus();
    }
    onPublish(note.current?.value ?? "");
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-base text-ink-2">{t("publishText", { count: changes.length, destination })}</p>
      <section aria-label={t("publishChanges")} className="rounded-lg border border-line bg-sunken px-4">
        <FieldChanges changes={changes} fields={fields} />
      </section>
      {warnings.length > 0 && (
        <fieldset className="rounded-lg bg-warn-soft px-4 py-3 text-sm">
          <legend className="sr-only">{t("warningsTitle")}</legend>
          <p className="text-warn">{t("publishWarnings", { count: warnings.length })}</p>
          <p className="mt-1 flex flex-wrap gap-x-3">
            {warnings.map(({ name, label }) => (
              <button
                key={name}
                type="button"
                onClick={() => onField(name)}
                className="min-h-6 rounded-sm font-medium underline underline-offset-4 max-md:min-h-11"
              >
                {label}
              </button>
            ))}
          </p>
          <Checkbox
            ref={seen}
            className="mt-2"
            label={t("warningsSeen")}
            aria-invalid={isMissed || undefined}
            aria-describedby={isMissed ? "warnings-missed" : undefined}
            onChange={() => setMissed(false)}
          />
          {isMissed && (
            <p id="warnings-missed" className="mt-1 text-bad text-xs">
              {t("warningsMissed")}
            </p>
          )}
        </fieldset>
      )}
      <Field label={t("note")} hint={t("noteHint")}>
        {(control) => <TextInput {...control} ref={note} maxLength={200} autoComplete="off" />}
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>{t("publishCancel")}</Button>
        <Button type="submit" variant="primary" busy={isBusy} busyLabel={t("publishing")}>
          {t("publishConfirm")}
        </Button>
      </div>
    </form>
  );
}
