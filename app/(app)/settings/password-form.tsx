"use client";
import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { NewPasswordField } from "#components/new-password-field.tsx";
import { Field } from "#components/ui/field.tsx";
import { PasswordInput } from "#components/ui/password-input.tsx";
import { SavedNote } from "#components/ui/saved-note.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { useThrottleText } from "#components/use-throttle-text.ts";
import { type ChangePasswordState, changeMyPassword } from "#features/people/actions.ts";

export function PasswordForm({ email, minLength }: { email: string; minLength: number }) {
  const t = useTranslations("settings");
  const throttleText = useThrottleText();
  const [state, submit] = useActionState<ChangePasswordState, FormData>(changeMyPassword, null);

  function currentProblem(): string | null {
    if (state?.ok !== false) return null;
    if (state.code === "throttled") return throttleText(state.retryAfterSeconds);
    return state.code === "current_wrong" ? t("current_wrong") : null;
  }

  return (
    <form action={submit} className="flex flex-col items-start gap-4">
      {/* Password managers ask whose password is being changed. */}
      <input type="text" name="username" autoComplete="username" defaultValue={email} readOnly hidden />
      <Field label={t("current")} error={currentProblem()} className="w-full">
        {(control) => <PasswordInput name="current" autoComplete="current-password" required {...control} />}
      </Field>
      <div className="w-full">
        <NewPasswordField
          name="wanted"
          label={t("wanted")}
          minLength={minLength}
          wasRefused={state?.ok === false && state.code === "password_too_short"}
        />
      </div>
      <SubmitButton busyLabel={t("changing")}>{t("changePassword")}</SubmitButton>
      <SavedNote text={state?.ok ? t("changed") : null} />
    </form>
  );
}
