"use client";
import { useLocale, useTranslations } from "next-intl";
import { startTransition, useActionState, useSyncExternalStore } from "react";
import { NewPasswordField } from "#components/new-password-field.tsx";
import { Field, RadioGroup, TextInput } from "#components/ui/field.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { chooseLanguage, type SetUpState, setUp } from "#features/people/actions.ts";
import { isLocale, LOCALES } from "#i18n/locale.ts";

export function SetUpForm({ token, minPasswordLength }: { token: string; minPasswordLength: number }) {
  const t = useTranslations("setup");
  const languages = useTranslations("shell.languages");
  const language = useLocale();
  const [state, submit] = useActionState<SetUpState, FormData>(setUp, null);
  const timeZone = useSyncExternalStore(neverChanges, browserTimeZone, () => "");
  const problem = (code: string) => (state?.code === code ? t(`problem.${code}`) : undefined);

  return (
    <form action={submit} className="flex min-w-0 flex-1 flex-col bg-surface">
      <main className="flex-1 px-6 py-10 lg:px-10 lg:pt-22">
        <div className="mx-auto max-w-180">
          <h1 className="font-semibold text-2xl">{t("title")}</h1>
          <p className="mt-1.5 text-base text-ink-2">{t("intro")}</p>
          {problem("link_invalid") && (
            <p role="alert" className="mt-5 max-w-100 rounded-lg bg-bad-soft px-3 py-2.5 text-bad text-sm">
              {problem("link_invalid")}
            </p>
          )}
          <div className="mt-9 flex max-w-100 flex-col gap-5.5">
            <input type="hidden" name="token" value={token} />
            <input type="hidden" name="timeZone" value={timeZone} />
            <Field label={t("name")} error={problem("name_missing")}>
              {(control) => (
                <TextInput
                  name="name"
                  autoComplete="name"
                  required
                  maxLength={120}
                  defaultValue={state?.name}
                  inputSize="lg"
                  {...control}
                />
              )}
            </Field>
            <Field label={t("email")} error={problem("email_invalid") ?? problem("email_taken")}>
              {(control) => (
                <TextInput
                  type="email"
                  name="email"
                  autoComplete="username"
                  required
                  defaultValue={state?.email}
                  inputSize="lg"
                  {...control}
                />
              )}
            </Field>
            <NewPasswordField
              name="password"
              label={t("password")}
              minLength={minPasswordLength}
              wasRefused={state?.code === "password_too_short"}
              inputSize="lg"
            />
            <RadioGroup
              legend={t("language")}
              name="language"
              look="segments"
              value={language}
              options={LOCALES.map((value) => ({ value, label: <span lang={value}>{languages(value)}</span> }))}
              onChange={({ target }) => {
                const chosen = target.value;
                if (isLocale(chosen)) startTransition(() => chooseLanguage(chosen));
              }}
            />
          </div>
        </div>
      </main>
      <footer className="border-line border-t px-6 py-4 lg:px-10">
        <div className="mx-auto flex max-w-180 items-center justify-between gap-4">
          <p className="text-ink-2 text-xs">{t("progress")}</p>
          <SubmitButton variant="primary" size="lg" busyLabel={t("creating")}>
            {t("create")}
          </SubmitButton>
        </div>
      </footer>
    </form>
  );
}

function browserTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function neverChanges(): () => void {
  return () => {};
}
