import { eq } from "drizzle-orm";
import { cookies } from "next/headers";
import { db } from "#db/client.ts";
import { users } from "#db/schema.ts";
import { encodeSessionCookie, sessionCookie } from "#features/people/session-cookie.ts";
import { forgetOldTries } from "#features/people/sign-in-throttle.ts";
import { endSession, forgetOldSessions, startSession } from "#features/people/user-session.ts";
import { LOCALE_COOKIE } from "#i18n/locale.ts";

/** Languages and themes are remembered by the browser for a year. */
export const CHOICE_COOKIE = { path: "/", sameSite: "lax", maxAge: 365 * 24 * 60 * 60 } as const;

/** Signs this browser in, in the person's language. */
export async function openBrowserSession(userId: string): Promise<void> {
  const sessionId = await startSession(userId);
  const { name, options } = sessionCookie();
  const jar = await cookies();
  jar.set(name, await encodeSessionCookie(sessionId), options);

  const [user] = await db.select({ language: users.language }).from(users).where(eq(users.id, userId)).limit(1);
  if (user) jar.set(LOCALE_COOKIE, user.language, CHOICE_COOKIE);

  await forgetOldSessions();
  await forgetOldTries();
}

/** Signs this browser out; a copy of its cookie is worth nothing from now on. */
export async function closeBrowserSession(sessionId: string): Promise<void> {
  await endSession(sessionId);
  const { name, options } = sessionCookie();
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
}
