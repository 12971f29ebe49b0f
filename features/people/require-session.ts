import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { PATH_HEADER } from "#features/people/path-header.ts";
import { readSession } from "#features/people/read-session.ts";
import { signInPath } from "#features/people/safe-return.ts";
import type { Role, Session } from "#features/people/session.ts";
import { decodeSessionCookie, sessionCookie } from "#features/people/session-cookie.ts";

/** Who is asking; whoever is not signed in is sent to do that and comes back. */
export async function requireSession(): Promise<Session> {
  return (await getSession()) ?? redirect(signInPath((await headers()).get(PATH_HEADER)));
}

/** Who is asking, or null. Asks the database once per request. */
export const getSession = cache(async (): Promise<Session | null> => {
  const cookie = (await cookies()).get(sessionCookie().name);
  const sessionId = cookie && (await decodeSessionCookie(cookie.value));
  return sessionId ? readSession(sessionId) : null;
});

/** What a role may not do looks to it as if it did not exist. */
export function requireRole(session: Session, ...roles: Role[]): void {
  if (!roles.includes(session.role)) notFound();
}
