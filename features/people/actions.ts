"use server";
import { eq } from "drizzle-orm";
import { revalidatePath } from "next/cache";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { db } from "#db/client.ts";
import { users } from "#db/schema.ts";
import { type AcceptSetupResult, acceptSetupLink } from "#features/people/accept-setup-link.ts";
import { CHOICE_COOKIE, closeBrowserSession, openBrowserSession } from "#features/people/browser-session.ts";
import { type ChangePasswordResult, changePassword } from "#features/people/change-password.ts";
import { checkPassword, type PasswordCheck } from "#features/people/check-password.ts";
import { clientAddress } from "#features/people/client-address.ts";
import { personName } from "#features/people/create-user.ts";
import { type PreferenceChange, preferenceChange, savePreferences } from "#features/people/preferences.ts";
import { getSession, requireSession } from "#features/people/require-session.ts";
import { HOME_PATH, safeReturn } from "#features/people/safe-return.ts";
import { isTimeZone } from "#features/people/time-zone.ts";
import { LOCALE_COOKIE, LOCALES, type Locale, THEME_COOKIE, THEMES, type Theme } from "#i18n/locale.ts";

const text = z.string().catch("");

/** What the form says after a try that failed; `email` is what was typed. */
export type SignInState = (Exclude<PasswordCheck, { ok: true }> & { email: string }) | null;

const signInForm = z.object({ email: text, password: text, callbackUrl: text });

export async function signIn(_previous: SignInState, form: FormData): Promise<SignInState> {
  const { email, password, callbackUrl } = signInForm.parse(Object.fromEntries(form));
  const checked = await checkPassword(email, password, clientAddress(await headers()));
  if (!checked.ok) return { ...checked, email };
  await openBrowserSession(checked.userId);
  redirect(safeReturn(callbackUrl));
}

export async function signOut(): Promise<void> {
  const session = await getSession();
  if (session) await closeBrowserSession(session.sessionId);
  redirect("/sign-in");
}

export type SetUpState =
  | (Exclude<AcceptSetupResult, { ok: true }> & { name: string; email: string; language: Locale })
  | null;

const setUpForm = z.object({
  token: text,
  name: text,
  email: text,
  password: text,
  language: z.enum(LOCALES).catch("en"),
  timeZone: z.string().refine(isTimeZone).optional().catch(undefined),
});

export async function setUp(_previous: SetUpState, form: FormData): Promise<SetUpState> {
  const { token, ...person } = setUpForm.parse(Object.fromEntries(form));
  const accepted = await acceptSetupLink(token, person);
  if (!accepted.ok) return { ...accepted, name: person.name, email: person.email, language: person.language };
  await openBrowserSession(accepted.userId);
  redirect(HOME_PATH);
}

export type ChangePasswordState = ChangePasswordResult | null;

const passwordForm = z.object({ current: text, wanted: text });

export async function changeMyPassword(_previous: ChangePasswordState, form: FormData): Promise<ChangePasswordState> {
  const session = await requireSession();
  const { current, wanted } = passwordForm.parse(Object.fromEntries(form));
  return changePassword(session, current, wanted, clientAddress(await headers()));
}

export type ProfileState = { ok: true } | { ok: false; code: "name_missing" | "time_zone_unknown" } | null;

const profileForm = z.object({ name: text, timeZone: text });

export async function changeProfile(_previous: ProfileState, form: FormData): Promise<ProfileState> {
  const session = await requireSession();
  const { name, timeZone } = profileForm.parse(Object.fromEntries(form));
  const read = personName.safeParse(name);
  if (!read.success) return { ok: false, code: "name_missing" };
  if (!isTimeZone(timeZone)) return { ok: false, code: "time_zone_unknown" };
  await db.update(users).set({ name: read.data, timeZone }).where(eq(users.id, session.userId));
  revalidatePath("/", "layout");
  return { ok: true };
}

export async function changePreferences(change: PreferenceChange): Promise<void> {
  const session = await requireSession();
  await savePreferences(session.userId, preferenceChange.parse(change));
  revalidatePath("/", "layout");
}

/** Also for somebody who is not signed in yet: then only the browser remembers it. */
export async function chooseLanguage(language: Locale): Promise<void> {
  const chosen = z.enum(LOCALES).parse(language);
  (await cookies()).set(LOCALE_COOKIE, chosen, CHOICE_COOKIE);
  const session = await getSession();
  if (session) await db.update(users).set({ language: chosen }).where(eq(users.id, session.userId));
}

export async function chooseTheme(theme: Theme): Promise<void> {
  (await cookies()).set(THEME_COOKIE, z.enum(THEMES).parse(theme), CHOICE_COOKIE);
}
