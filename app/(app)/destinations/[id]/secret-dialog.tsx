"use client";

import { useTranslations } from "next-intl";
import { Field, TextInput } from "#components/ui/field.tsx";
import { setSecretExpiryAction } from "#features/destinations/actions.ts";
import { SettingDialog } from "./setting-dialog.tsx";

/** The day the secret stops working, which only whoever made it knows. */
export function SecretDialog({ destinationId, expiresOn }: { destinationId: string; expiresOn: string | null }) {
  const t = useTranslations("destinations.secret");
  return (
    <SettingDialog
      words="secret"
      onSave={(values) => {
        const day = values.get("expiresOn");
        return setSecretExpiryAction(destinationId, typeof day === "string" && day !== "" ? day : null);
      }}
    >
      <p className="text-ink-2 text-sm">{t("about")}</p>
      <Field label={t("day")} hint={t("dayHint")}>
        {(control) => (
          <TextInput
            {...control}
            name="expiresOn"
            type="date"
            min="2000-01-01"
            max="9999-12-31"
            defaultValue={expiresOn ?? ""}
            className="max-w-48"
          />
        )}
      </Field>
    </SettingDialog>
  );
}
