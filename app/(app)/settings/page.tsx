import type { Metadata } from "next";
import { cookies } from "next/headers";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SingleKeysSwitch } from "#components/keys/single-keys-switch.tsx";
import { NotifySwitch } from "#components/live/notify-switch.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { MIN_PASSWORD_LENGTH } from "#features/people/password.ts";
import { getPreferences } from "#features/people/preferences.ts";
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
  const [t, live, bulk, keys, { singleKeys, notify }] = await Promise.all([
    getTranslations("settings"),
    getTranslations("live"),
    getTranslations("bulkChanges"),
    getTranslations("apiKeys"),
    getPreferences(session.userId),
  ]);
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
        <Section title={live("section")}>
          <div className="flex flex-col gap-5">
            <SingleKeysSwitch isOn={singleKeys} />
            <NotifySwitch isOn={notify} />
          </div>
        </Section>
        <Section title={t("password")} text={t("passwordText")}>
          <PasswordForm email={session.email} minLength={MIN_PASSWORD_LENGTH} />
        </Section>
        <Section title={bulk("title")} text={bulk("emptyText")}>
          <Link className="link inline-flex min-h-6 items-center max-md:min-h-11" href="/settings/bulk-changes">
            {bulk("title")}
          </Link>
        </Section>
        {session.role === "admin" && (
          <Section title={keys("title")} text={keys("text")}>
            <Link className="link inline-flex min-h-6 items-center max-md:min-h-11" href="/settings/api-keys">
              {keys("manage")}
            </Link>
          </Section>
        )}
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
