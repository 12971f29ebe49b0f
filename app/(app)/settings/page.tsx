import type { Metadata } from "next";
import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PageHeader } from "#components/ui/page-header.tsx";
import { MIN_PASSWORD_LENGTH } from "#features/people/password.ts";
import { requireSession } from "#features/people/require-session.ts";
import { TIME_ZONES } from "#features/people/time-zone.ts";
import { isTheme, THEME_COOKIE } from "#i18n/locale.ts";
import { AppearanceForm } from "./appearance-form.tsx";
import { PasswordForm } from "./password-form.tsx";
import { ProfileForm } from "./profile-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("title") };
}

export default async function SettingsPage() {
  const session = await requireSession();
  const t = await getTranslations("settings");
  const theme = (await cookies()).get(THEME_COOKIE)?.value;
  const timeZones = TIME_ZONES.includes(session.timeZone) ? TIME_ZONES : [session.timeZone, ...TIME_ZONES];
  return (
    <>
      <PageHeader title={t("title")} />
      <div className="max-w-200 px-4 pb-10 md:px-6">
        <Section title={t("profile")} text={session.email}>
          <ProfileForm name={session.name} timeZone={session.timeZone} timeZones={timeZones} />
        </Section>
        <Section title={t("appearance")}>
          <AppearanceForm theme={isTheme(theme) ? theme : "system"} />
        </Section>
        <Section title={t("password")} text={t("passwordText")}>
          <PasswordForm email={session.email} minLength={MIN_PASSWORD_LENGTH} />
        </Section>
      </div>
    </>
  );
}

function Section({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <section className="grid gap-x-8 gap-y-4 border-line border-b py-7 last:border-b-0 md:grid-cols-[240px_1fr]">
      <div>
        <h2 className="font-semibold text-lg">{title}</h2>
        {text && <p className="mt-0.5 text-ink-2 text-sm">{text}</p>}
      </div>
      <div className="min-w-0 max-w-100">{children}</div>
    </section>
  );
}
