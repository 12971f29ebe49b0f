"use client";
import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { Field, TextInput } from "#components/ui/field.tsx";
import { PasswordInput } from "#components/ui/password-input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { useThrottleText } from "#components/use-throttle-text.ts";
import { type SignInState, signIn } from "#features/people/actions.ts";

/** `wasRefused`: a sign-in by another way than this form led back here. */
export function SignInForm({ callbackUrl, wasRefused }: { callbackUrl: string; wasRefused: boolean }) {
  const t = useTranslations("signIn");
  const throttleText = useThrottleText();
  const [state, submit] = useActionState<SignInState, FormData>(signIn, null);

  function problem(): string | null {
    if (state?.code === "throttled") return throttleText(state.retryAfterSeconds);
    return state || wasRefused ? t("wrong") : null;
  }

  return (
    <form action={submit} className="mt-7 flex flex-col gap-5">
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      <div
        role="alert"
        className={problem() ? "flex gap-2 rounded-lg bg-bad-soft px-3 py-2.5 text-bad text-sm" : "contents"}
      >
        {problem() && (
          <>
            <CircleAlert className="mt-0.5" />
            <p>{problem()}</p>
          </>
        )}
      </div>
      <Field label={t("email")}>
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
      <Field label={t("password")} aside={<Forgotten />}>
        {(control) => (
          <PasswordInput name="password" autoComplete="current-password" required inputSize="lg" {...control} />
        )}
      </Field>
      <SubmitButton variant="primary" size="lg" busyLabel={t("signingIn")} className="mt-1">
        {t("title")}
      </SubmitButton>
    </form>
  );
}

function Forgotten() {
  const t = useTranslations("signIn");
  return (
    <Popover
      align="end"
      title={t("forgottenTitle")}
      trigger={
        <button
          type="button"
          className="link -my-0.5 inline-flex min-h-6 items-center text-sm max-md:-my-3 max-md:min-h-11"
        >
          {t("forgotten")}
        </button>
      }
    >
      <p className="text-ink-2">{t("forgottenText")}</p>
      <code className="mt-2 block rounded-md border border-line bg-sunken px-2.5 py-2 font-mono text-xs">
        npm run buzon -- user:reset-password
      </code>
    </Popover>
  );
}
