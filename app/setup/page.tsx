import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "#components/ui/button.tsx";
import { classes } from "#components/ui/classes.ts";
import { Letterbox } from "#components/ui/letterbox.tsx";
import { Logo } from "#components/ui/logo.tsx";
import { isSetupLinkValid } from "#features/people/accept-setup-link.ts";
import { MIN_PASSWORD_LENGTH } from "#features/people/password.ts";
import { getSession } from "#features/people/require-session.ts";
import { HOME_PATH } from "#features/people/safe-return.ts";
import { SetUpForm } from "./set-up-form.tsx";

const STEPS = ["account", "endpoint", "lead", "crm", "mapping"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("setup"))("pageTitle") };
}

type Props = { searchParams: Promise<{ token?: string | string[] }> };

export default async function SetUpPage({ searchParams }: Props) {
  const token = [(await searchParams).token].flat()[0] ?? "";
  if (await getSession()) redirect(HOME_PATH);
  if (!(await isSetupLinkValid(token))) return <InvalidLink />;

  const t = await getTranslations("setup");
  return (
    <div className="flex min-h-dvh max-lg:flex-col">
      <aside className="flex shrink-0 flex-col justify-between border-line bg-canvas px-6 py-5 max-lg:border-b lg:sticky lg:top-0 lg:h-dvh lg:w-75 lg:border-r lg:px-8 lg:py-8">
        <div>
          <Logo size={28} />
          <ol className="mt-13 flex flex-col max-lg:hidden">
            {STEPS.map((step, index) => (
              <Step key={step} number={index + 1} label={t(`step.${step}`)} />
            ))}
          </ol>
        </div>
        <p className="text-ink-2 text-xs max-lg:hidden">{t("later")}</p>
      </aside>
      <SetUpForm token={token} minPasswordLength={MIN_PASSWORD_LENGTH} />
    </div>
  );
}

function Step({ number, label }: { number: number; label: string }) {
  const isCurrent = number === 1;
  return (
    <li
      aria-current={isCurrent ? "step" : undefined}
      className="relative flex h-11 items-start gap-3 not-last:before:absolute not-last:before:top-6 not-last:before:bottom-0 not-last:before:left-[11.5px] not-last:before:w-px not-last:before:bg-line-strong"
    >
      <span
        aria-hidden
        className={classes(
          "flex size-6 shrink-0 items-center justify-center rounded-full border-[1.5px] font-semibold text-xs",
          isCurrent ? "border-on-accent bg-accent text-on-accent" : "border-line-control text-ink-3",
        )}
      >
        {number}
      </span>
      <span className={classes("mt-0.5 text-sm", isCurrent ? "font-semibold" : "text-ink-2")}>{label}</span>
    </li>
  );
}

async function InvalidLink() {
  const t = await getTranslations("setup.invalid");
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center bg-surface px-6 py-16 text-center">
      <Letterbox letter="none" width={140} />
      <h1 className="mt-8 font-semibold text-xl">{t("title")}</h1>
      <p className="mt-2 max-w-md text-base text-ink-2">{t("text")}</p>
      <ButtonLink href="/sign-in" variant="primary" className="mt-6">
        {t("signIn")}
      </ButtonLink>
    </main>
  );
}
