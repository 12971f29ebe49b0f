import { eq } from "drizzle-orm";
import { db } from "#db/client.ts";
import { users } from "#db/schema.ts";
import { normalEmail } from "#features/people/email.ts";
import { MAX_PASSWORD_LENGTH, verifyPassword } from "#features/people/password.ts";
import { admitTry, forgiveTry, throttleKeys } from "#features/people/sign-in-throttle.ts";

export type PasswordCheck =
  | { ok: true; userId: string }
  | { ok: false; code: "wrong" }
  | { ok: false; code: "throttled"; retryAfterSeconds: number };

/**
 * Says whose e-mail address and password these are. An unknown address, a disabled user and a wrong password cannot be
 * told apart, neither by the answer nor by its time. `address` is the network address the try comes from.
 */
export async function checkPassword(email: string, password: string, address: string): Promise<PasswordCheck> {
  if (password.length > MAX_PASSWORD_LENGTH) return { ok: false, code: "wrong" };
  const keys = throttleKeys(normalEmail(email), address);
  const admitted = await admitTry([keys.address, keys.account]);
  if (!admitted.ok) return { ok: false, code: "throttled", retryAfterSeconds: admitted.retryAfterSeconds };

  const [user] = await db
    .select({ id: users.id, passwordHash: users.passwordHash, disabledAt: users.disabledAt })
    .from(users)
    .where(eq(users.email, normalEmail(email)))
    .limit(1);
  const isRight = await verifyPassword(user?.passwordHash ?? null, password);
  if (!user || !isRight || user.disabledAt) return { ok: false, code: "wrong" };

  await forgiveTry(keys);
  return { ok: true, userId: user.id };
}
