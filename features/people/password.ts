import { hash, verify } from "@node-rs/argon2";

export const MIN_PASSWORD_LENGTH = 12;

/** Longer ones would only let strangers keep the server busy. */
export const MAX_PASSWORD_LENGTH = 1_000;

/** argon2id, which is the library's default, with OWASP's minimum cost (Password Storage Cheat Sheet). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Of a password that nobody knows: checked when there is no such user, so that the answer takes as long. */
const NOBODYS_HASH =
  "$argon2id$v=19$m=19456,t=2,p=1$yi6JExFKdZpjOmCfe2l/Nw$19VT2wBUybrtZufTsFfBSZxpYr/jsBFBEEo4JVgKzfo";

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, COST));
}

/** Compares the exact characters. Takes the same time when there is no hash to compare with. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await inTurn(() => verify(passwordHash ?? NOBODYS_HASH, password));
  return matches && passwordHash !== null;
}

// Each hash takes 19 MiB and a core for some 30 ms: two at a time leave the machine to the leads.
const MAX_AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < MAX_AT_ONCE) running += 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
