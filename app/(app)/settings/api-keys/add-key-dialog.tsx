"use client";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useActionState, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, TextInput } from "#components/ui/field.tsx";
import { type AddApiKeyState, addApiKey } from "#features/api-keys/actions.ts";

const FORM = "add-api-key";

/** Makes a key and shows it, this once. */
export function AddKeyDialog({ leadsUrl }: { leadsUrl: string }) {
  const t = useTranslations("apiKeys");
  const [isOpen, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Button ref={trigger} icon={<Plus />} onClick={() => setOpen(true)} aria-haspopup="dialog">
        {t("create")}
      </Button>
      {/* Anew each time, so that no key is left in it. */}
      {isOpen && (
        <AddKey leadsUrl={leadsUrl} onClose={() => setOpen(false)} finalFocus={() => trigger.current ?? true} />
      )}
    </>
  );
}

function AddKey({
  leadsUrl,
  onClose,
  finalFocus,
}: {
  leadsUrl: string;
  onClose: () => void;
  finalFocus: () => HTMLElement | true;
}) {
  const t = useTranslations("apiKeys");
  const [state, submit, isCreating] = useActionState<AddApiKeyState, FormData>(addApiKey, null);
  const name = useRef<HTMLInputElement>(null);
  const key = state?.ok ? state.key : null;
  return (
    <Dialog
      title={t(key ? "createdTitle" : "createTitle")}
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      initialFocus={name}
      finalFocus={finalFocus}
      footer={
        key ? (
          <Button variant="primary" onClick={onClose}>
            {t("done")}
          </Button>
        ) : (
          <Button type="submit" form={FORM} variant="primary" busy={isCreating} busyLabel={t("creating")}>
            {t("create")}
          </Button>
        )
      }
    >
      {key ? (
        <NewKey apiKey={key} leadsUrl={leadsUrl} />
      ) : (
        <form id={FORM} action={submit}>
          <Field label={t("name")} hint={t("nameHint")} error={state?.ok === false && t(state.code)}>
            {(control) => <TextInput ref={name} name="name" required maxLength={80} autoComplete="off" {...control} />}
          </Field>
        </form>
      )}
    </Dialog>
  );
}

function NewKey({ apiKey, leadsUrl }: { apiKey: string; leadsUrl: string }) {
  const t = useTranslations("apiKeys");
  return (
    <div className="flex flex-col gap-4 text-sm">
      <p role="status">{t("createdText")}</p>
      <div className="flex items-end gap-2">
        <Field label={t("key")} className="flex-1">
          {(control) => <TextInput readOnly value={apiKey} className="font-mono text-xs" {...control} />}
        </Field>
        <CopyButton value={apiKey} label={t("copy")} variant="secondary" />
      </div>
      <div>
        <h3 className="mb-1.5 font-medium">{t("try")}</h3>
        <CodeBlock text={`curl -H 'Authorization: Bearer ${apiKey}' '${leadsUrl}?limit=1'`} copyLabel={t("copyTry")} />
      </div>
    </div>
  );
}
