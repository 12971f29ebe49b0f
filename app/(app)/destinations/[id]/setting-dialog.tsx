"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useId, useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ChangeButton } from "./change-button.tsx";

type Saved = { ok: true } | { ok: false; code: string };

/** One setting of a destination in a form of its own. `words` names its messages, `destinations.<words>`. */
export function SettingDialog({
  words,
  onSave,
  children,
}: {
  words: "limits" | "secret";
  onSave: (values: FormData) => Promise<Saved>;
  /** The fields. */
  children: ReactNode;
}) {
  const t = useTranslations(`destinations.${words}`);
  const formId = useId();
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, start] = useTransition();

  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const values = new FormData(event.currentTarget);
    start(async () => {
      const result = await onSave(values);
      setProblem(result.ok ? null : result.code);
      if (result.ok) setOpen(false);
    });
  };

  return (
    <Dialog
      title={t("title")}
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<ChangeButton label={t("title")} />}
      footer={
        <>
          <Button onClick={() => setOpen(false)}>{t("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" busy={isSaving} busyLabel={t("saving")}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={save} className="flex flex-col gap-5">
        {children}
        {problem && (
          <p role="alert" className="text-bad text-sm">
            {t(`problem.${problem}`)}
          </p>
        )}
      </form>
    </Dialog>
  );
}
