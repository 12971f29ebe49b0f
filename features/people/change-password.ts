import { eq } from "drizzle-orm";
import { db } from "#db/client.ts";
import { users } from "#db/schema.ts";
import { newPassword } from "#features/people/create-user.ts";
import { normalEmail } from "#features/people/email.ts";
import { hashPassword, verifyPassword } from "#features/people/password.ts";
import type { Session } from "#features/people/session.ts";
import { admitTry, forgiveTry, throttleKeys } from "#features/people/sign-in-throttle.ts";
import { endSessionsOf } from "#features/people/user-session.ts";

export type ChangePasswordResult =
  | { ok: true }
  | { ok: false; code: "current_wrong" | "password_too_short" }
  | { ok: false; code: "throttled"; retryAfterSeconds: number };

/** A new password, in exchange for the current one; whoever else is signed in as this person no longer is. */
export async function changePassword(
  session: Session,
  current: string,
  wanted: string,
  address: string,
): Promise<ChangePasswordResult> {
  if (!newPassword.safeParse(wanted).success) return { ok: false, code: "password_too_short" };
  const keys = throttleKeys(session.email, address);
  const admitted = await admitTry([keys.address, keys.account]);
  if (!admitted.ok) return { ok: false, code: "throttled", retryAfterSeconds: admitted.retryAfterSeconds };

  const [user] = await db
    .select({ passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, session.userId))
    .limit(1);
  if (!(await verifyPassword(user?.passwordHash ?? null, current))) return { ok: false, code: "current_wrong" };

  await forgiveTry(keys);
  await storePassword(session.userId, wanted, session.sessionId);
  return { ok: true };
}

export type ResetPasswordResult = { ok: true } | { ok: false; code: "user_not_found" | "password_too_short" };

/** A new password by the administrator's command. Ends every session of the person and lets them try again at once. */
export async function resetPassword(email: string, wanted: string): Promise<ResetPasswordResult> {
  if (!newPassword.safeParse(wanted).success) return { ok: false, code: "password_too_short" };
  const [user] = await db
    .select({ id: users.id })
    .from(users)
    .where(eq(users.email, normalEmail(email)))
    .limit(1);
  if (!user) return { ok: false, code: "user_not_found" };

  await storePassword(user.id, wanted);
  await forgiveTry(throttleKeys(normalEmail(email), ""));
  return { ok: true };
}

async function storePassword(userId: string, password: string, keepId?: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  await db.transaction(async (tx) => {
    await tx.update(users).set({ passwordHash }).where(eq(users.id, userId));
    await endSessionsOf(userId, { keepId, database: tx });
  });
}
