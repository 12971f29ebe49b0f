"use client";
import { useTranslations } from "next-intl";
import { useActionState, useId } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, TextInput } from "#components/ui/field.tsx";
import { renameViewAction } from "#features/views/actions.ts";
import type { ViewProblem } from "#features/views/view-content.ts";

/** Asks for another name of a view. */
export function RenameView({
  id,
  name,
  open,
  onOpenChange,
}: {
  id: string;
  name: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("views");
  const form = useId();
  const [state, rename, isBusy] = useActionState(
    async (_before: { typed: string; code: ViewProblem } | null, entries: FormData) => {
      const typed = String(entries.get("name"));
      const result = await renameViewAction(id, typed);
      if (!result.ok) return { typed, code: result.code };
      onOpenChange(false);
      return null;
    },
    null,
  );

  return (
    <Dialog
      title={t("renameTitle")}
      open={open}
      onOpenChange={onOpenChange}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t("cancel")}</Button>
          <Button form={form} type="submit" variant="primary" busy={isBusy} busyLabel={t("saving")}>
            {t("rename")}
          </Button>
        </>
      }
    >
      <form id={form} action={rename}>
        <Field label={t("name")} error={state && t(`problem.${state.code}`)}>
          {(control) => <TextInput name="name" defaultValue={state?.typed ?? name} maxLength={60} {...control} />}
        </Field>
      </form>
    </Dialog>
  );
}
