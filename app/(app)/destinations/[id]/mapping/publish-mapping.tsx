"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useRef, useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, TextInput } from "#components/ui/field.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { publishMappingAction } from "#features/mappings/actions.ts";
import type { MappingView } from "#features/mappings/get-mapping.ts";
import type { useAutosave } from "./use-autosave.ts";

/** Makes the draft live, once no lead would be refused for it; asks for a note for whoever looks at the versions. */
export function PublishMapping({
  view,
  draft,
  problems,
  warningCount,
  onProblems,
  onPublished,
}: {
  view: MappingView;
  draft: ReturnType<typeof useAutosave>;
  problems: string[];
  warningCount: number;
  onProblems: (fields: string[]) => void;
  onPublished: () => void;
}) {
  const t = useTranslations("mapping");
  const toast = useToast();
  const formId = useId();
  const note = useRef<HTMLInputElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [isBusy, start] = useTransition();

  const ask = () =>
    start(async () => {
      if (problems.length > 0) return onProblems(problems);
      const saved = await draft.save();
      if (!saved.ok) return toast.show({ text: t("save.failed"), failed: true });
      if (saved.changes === 0) return toast.show({ text: t("nothingToPublish") });
      setOpen(true);
    });

  function publish(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    start(async () => {
      const result = await publishMappingAction(view.destinationId, note.current?.value ?? "");
      setOpen(false);
      if (result.ok) {
        onPublished();
        return toast.show({ text: t("published", { version: result.version, destination: view.destinationName }) });
      }
      if (result.code === "required_unmapped") return onProblems(result.fields.map(({ field }) => field));
      toast.show({ text: t(`failure.${result.code}`), failed: true });
    });
  }

  return (
    <>
      <Button variant="primary" busy={isBusy && !isOpen} onClick={ask}>
        {t("publish")}
      </Button>
      <Dialog
        title={t("publishTitle", { version: (view.liveVersion ?? 0) + 1 })}
        open={isOpen}
        onOpenChange={setOpen}
        initialFocus={note}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>{t("publishCancel")}</Button>
            <Button type="submit" form={formId} variant="primary" busy={isBusy} busyLabel={t("publishing")}>
              {t("publishConfirm")}
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={publish} className="flex flex-col gap-4">
          <p className="text-base text-ink-2">
            {t("publishText", { count: draft.changes, destination: view.destinationName })}
          </p>
          {warningCount > 0 && <p className="text-sm text-warn">{t("publishWarnings", { count: warningCount })}</p>}
          <Field label={t("note")} hint={t("noteHint")}>
            {(control) => <TextInput {...control} ref={note} maxLength={200} autoComplete="off" />}
          </Field>
        </form>
      </Dialog>
    </>
  );
}
