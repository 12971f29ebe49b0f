import { readSession } from "#features/people/read-session.ts";
import type { Session } from "#features/people/session.ts";
import { decodeSessionCookie, sessionCookie } from "#features/people/session-cookie.ts";

/** Who is asking, or null, for requests that an open page makes by itself: they are no sign of somebody being there. */
export async function peekSession(request: Request): Promise<Session | null> {
  const prefix = `${sessionCookie().name}=`;
  const cookies = (request.headers.get("cookie") ?? "").split(";").map((cookie) => cookie.trim());
  const value = cookies.find((cookie) => cookie.startsWith(prefix))?.slice(prefix.length);
  const sessionId = value && (await decodeSessionCookie(value));
  return sessionId ? readSession(sessionId, { isSeen: false }) : null;
}
