import type { AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { checkPassword } from "#features/people/check-password.ts";
import { clientAddress } from "#features/people/client-address.ts";
import { readSession } from "#features/people/read-session.ts";
import { safeReturn } from "#features/people/safe-return.ts";
import { SESSION_MAX_AGE_SECONDS } from "#features/people/session-age.ts";
import { authSecret, sessionCookie } from "#features/people/session-cookie.ts";
import { endSession, startSession } from "#features/people/user-session.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";

const credentials = z.object({ email: z.string(), password: z.string() });
const ourToken = z.object({ sessionId: z.uuid() });

/**
 * next-auth for Buzón. Its token names a row of `sessions` and says nothing else; every request asks the database
 * whether that row still counts, so signing out, a new password or disabling a user take effect at once.
 */
export function authOptions(): AuthOptions {
  const { name, options } = sessionCookie();
  return {
    secret: authSecret(),
    session: { strategy: "jwt", maxAge: SESSION_MAX_AGE_SECONDS },
    useSecureCookies: options.secure,
    cookies: { sessionToken: { name, options } },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/settings", verifyRequest: "/sign-in" },
    providers: [
      Credentials({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        async authorize(given, request) {
          const read = credentials.safeParse(given);
          if (!read.success) return null;
          const address = clientAddress(new Headers(request.headers));
          const checked = await checkPassword(read.data.email, read.data.password, address);
          return checked.ok ? { id: checked.userId } : null;
        },
      }),
    ],
    callbacks: {
      async jwt({ token, user }) {
        if (user) return { sessionId: await startSession(user.id) };
        const { sessionId } = ourToken.parse(token);
        if (!(await readSession(sessionId))) throw new Error("The session has ended");
        return { sessionId };
      },
      session: ({ session }) => ({ expires: session.expires }),
      // Next and browsers resolve a path against the address that was asked for, whatever name the server goes by.
      redirect: ({ url, baseUrl }) => safeReturn(url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url),
    },
    events: {
      async signOut({ token }) {
        await endSession(ourToken.parse(token).sessionId);
      },
    },
    logger: {
      error: (code) => log.warn({ code }, "next-auth refused a request"),
      warn: () => {},
      debug: () => {},
    },
  };
}

/** next-auth takes its own address from these variables and nowhere else. */
export function tellNextAuthItsAddress(): void {
  const { BUZON_URL } = env();
  if (BUZON_URL) process.env.NEXTAUTH_URL = BUZON_URL;
  else process.env.AUTH_TRUST_HOST = "true";
}
