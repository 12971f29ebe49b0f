import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { SESSION_MAX_AGE_SECONDS } from "#features/people/session-age.ts";
import { keyedHash } from "#lib/crypto.ts";
import { env } from "#lib/env.ts";

const sessionToken = z.object({ sessionId: z.uuid() });

/**
 * The name and options of the cookie that names a session row. Behind https it carries the `__Host-` prefix, which
 * browsers accept from this host alone; on plain http (a trial on one machine) no browser would keep that.
 */
export function sessionCookie() {
  const secure = env().BUZON_URL?.startsWith("https://") ?? false;
  return {
    name: secure ? "__Host-buzon-session" : "buzon-session",
    options: { httpOnly: true, sameSite: "lax", path: "/", secure, maxAge: SESSION_MAX_AGE_SECONDS },
  } as const;
}

/** The secret of next-auth's cookies, made from BUZON_SECRET so that there is one secret to keep. */
export function authSecret(): string {
  return keyedHash("next-auth cookies v1");
}

export function encodeSessionCookie(sessionId: string): Promise<string> {
  return encode({ token: { sessionId }, secret: authSecret(), maxAge: SESSION_MAX_AGE_SECONDS });
}

/** The session row a cookie names, or null when we did not make the cookie. */
export async function decodeSessionCookie(value: string): Promise<string | null> {
  const token = await decode({ token: value, secret: authSecret() }).catch(() => null);
  return sessionToken.safeParse(token).data?.sessionId ?? null;
}
