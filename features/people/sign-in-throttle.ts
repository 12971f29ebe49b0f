import { eq, inArray, lt, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { signInThrottles } from "#db/schema.ts";
import { keyedHash } from "#lib/crypto.ts";

/** What is counted: tries for one account, and tries from one network address, where several people may sit. */
export type ThrottleKey = { key: string; freeTries: number };

const FREE_TRIES_PER_ACCOUNT = 5;
const FREE_TRIES_PER_ADDRESS = 10;
const MAX_WAIT_SECONDS = 15 * 60;
const FORGOTTEN_AFTER_SECONDS = 24 * 60 * 60;

export function throttleKeys(email: string, address: string): { account: ThrottleKey; address: ThrottleKey } {
  return {
    account: { key: keyedHash(`sign-in account ${email}`), freeTries: FREE_TRIES_PER_ACCOUNT },
    address: { key: keyedHash(`sign-in address ${address}`), freeTries: FREE_TRIES_PER_ADDRESS },
  };
}

/**
 * Lets a try pass, or says for how many seconds none will. Some tries are free; then each makes the next wait twice as
 * long, from one second to a quarter of an hour. A try is counted before the password is looked at, in one statement,
 * so that a thousand at once are let through one by one; tries that are turned away do not make the wait longer. (That
 * is why no counter library does this: theirs count first what they then refuse.)
 */
export async function admitTry(keys: ThrottleKey[]): Promise<{ ok: true } | { ok: false; retryAfterSeconds: number }> {
  const retryAfterSeconds = await secondsToWait(keys);
  if (retryAfterSeconds > 0) return { ok: false, retryAfterSeconds };
  for (const key of keys) {
    if (!(await countTry(key))) return { ok: false, retryAfterSeconds: Math.max(1, await secondsToWait(keys)) };
  }
  return { ok: true };
}

/** The try that was counted had the right password: the account starts afresh, the address is given this try back. */
export async function forgiveTry({ account, address }: ReturnType<typeof throttleKeys>): Promise<void> {
  await db.delete(signInThrottles).where(eq(signInThrottles.key, account.key));
  await db
    .update(signInThrottles)
    .set({ failures: sql`greatest(${signInThrottles.failures} - 1, 0)` })
    .where(eq(signInThrottles.key, address.key));
}

/** Removes what no longer counts. */
export async function forgetOldTries(): Promise<void> {
  await db.delete(signInThrottles).where(lt(signInThrottles.lastFailedAt, longAgo()));
}

async function countTry({ key, freeTries }: ThrottleKey): Promise<boolean> {
  const failures = sql`case when ${signInThrottles.lastFailedAt} < ${longAgo()} then 1 else ${signInThrottles.failures} + 1 end`;
  const doubled = sql`power(2, least(${failures} - ${freeTries}::int, 20))`;
  const admitted = await db
    .insert(signInThrottles)
    .values({ key, failures: 1, lastFailedAt: sql`now()` })
    .onConflictDoUpdate({
      target: signInThrottles.key,
      set: {
        failures,
        lastFailedAt: sql`now()`,
        waitUntil: sql`case when ${failures} >= ${freeTries}::int then now() + make_interval(secs => least(${doubled}, ${MAX_WAIT_SECONDS}::int)) end`,
      },
      setWhere: sql`${signInThrottles.waitUntil} is null or ${signInThrottles.waitUntil} <= now()`,
    })
    .returning({ key: signInThrottles.key });
  return admitted.length > 0;
}

async function secondsToWait(keys: ThrottleKey[]): Promise<number> {
  const [row] = await db
    .select({ seconds: sql<number>`ceil(extract(epoch from max(${signInThrottles.waitUntil}) - now()))::int` })
    .from(signInThrottles)
    .where(
      inArray(
        signInThrottles.key,
        keys.map(({ key }) => key),
      ),
    );
  return Math.max(0, row?.seconds ?? 0);
}

function longAgo() {
  return sql`now() - make_interval(secs => ${FORGOTTEN_AFTER_SECONDS}::int)`;
}
