import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { LanguageMenu } from "#components/language-menu.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Logo } from "#components/ui/logo.tsx";
import { isThereAnybody } from "#features/people/first-run.ts";
import { getSession } from "#features/people/require-session.ts";
import { safeReturn } from "#features/people/safe-return.ts";
import { env } from "#lib/env.ts";
import { VERSION } from "#lib/version.ts";
import { SignInArt } from "./sign-in-art.tsx";
import { SignInForm } from "./sign-in-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("title") };
}

type Props = { searchParams: Promise<{ callbackUrl?: string | string[]; error?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl, error } = await searchParams;
  const back = safeReturn([callbackUrl].flat()[0]);
  if (await getSession()) redirect(back);

  const t = await getTranslations("signIn");
  const { BUZON_URL } = env();
  return (
    <div className="flex min-h-dvh flex-col lg:grid lg:grid-cols-[minmax(0,740fr)_minmax(0,700fr)]">
      <header className="flex h-40 flex-col justify-between bg-accent px-6 py-6 text-on-accent lg:h-auto lg:px-12 lg:pt-10 lg:pb-11">
        <Logo size={30} onAccent />
        <SignInArt />
        <p className="font-semibold text-xl text-balance lg:max-w-132 lg:text-3xl">{t("headline")}</p>
      </header>
      <div className="flex flex-1 flex-col bg-surface px-6 lg:px-10">
        <main className="mx-auto flex w-full max-w-90 flex-1 flex-col justify-center py-10">
          <h1 className="font-semibold text-2xl">{t("title")}</h1>
          <p className="mt-1.5 text-ink-2 text-sm">
            {BUZON_URL ? new URL(BUZON_URL).host : (await headers()).get("host")}
          </p>
          {!(await isThereAnybody()) && (
            <div className="mt-5">
              <Banner tone="info" fact={t("nobodyFact")}>
                {t("nobodyText")}
              </Banner>
            </div>
          )}
          <SignInForm callbackUrl={back} wasRefused={error !== undefined} />
        </main>
        <footer className="flex h-16 items-center justify-between gap-4 text-ink-2 text-xs">
          <LanguageMenu />
          <span>{t("version", { version: VERSION })}</span>
        </footer>
      </div>
    </div>
  );
}
