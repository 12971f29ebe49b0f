"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useRef, useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, TextArea } from "#components/ui/field.tsx";
import { readPastedLeadAction } from "#features/mappings/actions.ts";
import type { MappableLead } from "#features/mappings/lead-values.ts";

/** Previews with a request body of one's own, read like one of Microsoft's. */
export function PasteLead({
  open,
  onOpenChange,
  onPaste,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onPaste: (lead: MappableLead) => void;
}) {
  const t = useTranslations("mapping.paste");
  const formId = useId();
  const text = useRef<HTMLTextAreaElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, start] = useTransition();

  function read(event: FormEvent) {
    event.preventDefault();
    start(async () => {
      const result = await readPastedLeadAction(text.current?.value ?? "").catch(() => null);
      if (result?.ok) {
        onPaste(result.lead);
        onOpenChange(false);
        return setProblem(null);
      }
      setProblem(
        result && "line" in result && result.line
          ? t("brokenAt", { line: result.line, column: result.column ?? 1 })
          : t("unreadable"),
      );
      text.current?.focus();
    });
  }

  return (
    <Dialog
      title={t("title")}
      size="md"
      open={open}
      onOpenChange={onOpenChange}
      initialFocus={text}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" busy={isBusy}>
            {t("show")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={read}>
        <Field label={t("label")} hint={t("hint")} error={problem}>
          {(control) => (
            <TextArea
              {...control}
              ref={text}
              rows={12}
              required
              spellCheck={false}
              maxLength={256 * 1024}
              className="font-mono text-xs!"
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
