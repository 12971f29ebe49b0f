"use client";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useActionState, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, TextInput } from "#components/ui/field.tsx";
import { type AddEndpointState, addEndpoint } from "#features/endpoints/actions.ts";

const FORM = "add-endpoint";

/** Makes an endpoint and goes to its set-up. */
export function AddEndpointDialog() {
  const t = useTranslations("endpoints.add");
  const [state, submit, isAdding] = useActionState<AddEndpointState, FormData>(addEndpoint, null);
  const name = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      title={t("title")}
      initialFocus={name}
      trigger={<Button icon={<Plus />}>{t("open")}</Button>}
      footer={
        <Button type="submit" form={FORM} variant="primary" busy={isAdding} busyLabel={t("adding")}>
          {t("add")}
        </Button>
      }
    >
      <form id={FORM} action={submit}>
        <Field label={t("name")} hint={t("hint")} error={state && t(state.code)}>
          {(control) => <TextInput ref={name} name="name" required maxLength={80} autoComplete="off" {...control} />}
        </Field>
      </form>
    </Dialog>
  );
}
