"use client";
import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { Field, Select, TextInput } from "#components/ui/field.tsx";
import { SavedNote } from "#components/ui/saved-note.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { changeProfile, type ProfileState } from "#features/people/actions.ts";

export function ProfileForm({
  name,
  timeZone,
  timeZones,
}: {
  name: string;
  timeZone: string;
  timeZones: readonly string[];
}) {
  const t = useTranslations("settings");
  const [state, submit] = useActionState<ProfileState, FormData>(changeProfile, null);
  const problem = (code: string) => state?.ok === false && state.code === code && t(state.code);
  return (
    <form action={submit} className="flex flex-col items-start gap-4">
      <Field label={t("name")} error={problem("name_missing")} className="w-full">
        {(control) => (
          <TextInput
            key={name}
            name="name"
            autoComplete="name"
            required
            maxLength={120}
            defaultValue={name}
            {...control}
          />
        )}
      </Field>
      <Field label={t("timeZone")} hint={t("timeZoneHint")} error={problem("time_zone_unknown")} className="w-full">
        {(control) => (
          <Select key={timeZone} name="timeZone" defaultValue={timeZone} {...control}>
            {timeZones.map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </Select>
        )}
      </Field>
      <div className="flex items-center gap-3">
        <SubmitButton busyLabel={t("saving")}>{t("save")}</SubmitButton>
        <SavedNote text={state?.ok ? t("saved") : null} />
      </div>
    </form>
  );
}
