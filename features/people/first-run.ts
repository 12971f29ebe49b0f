import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { type Database, db, type Transaction } from "#db/client.ts";
import { setupLinks, users, workspaces } from "#db/schema.ts";
import { createEndpoint } from "#features/endpoints/create-endpoint.ts";
import { createUser } from "#features/people/create-user.ts";
import { MIN_PASSWORD_LENGTH } from "#features/people/password.ts";
import { randomToken, sha256 } from "#lib/crypto.ts";
import { env } from "#lib/env.ts";

/** Any number, the same in every version: instances that start together take turns. */
const FIRST_RUN_LOCK = 7_266_920;

const WORKSPACE_NAME = "Buzón";
const FIRST_ENDPOINT_NAME = "All offers";

/**
 * Makes what an empty database needs so that leads can be received at once: the workspace and its first endpoint. The
 * administrator comes from BUZON_ADMIN_EMAIL and BUZON_ADMIN_PASSWORD, or makes an account through the one-time link
 * that is returned; each start makes a new link, and the last one is void, until somebody has used one.
 */
export async function prepareFirstRun(): Promise<{ setupUrl: string | null }> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${FIRST_RUN_LOCK})`);
    if (await isThereAnybody(tx)) return { setupUrl: null };

    await makeWorkspace(tx);
    await tx.delete(setupLinks);
    if (await makeAdministrator(tx)) return { setupUrl: null };

    const token = randomToken();
    await tx.insert(setupLinks).values({ tokenHash: sha256(token) });
    return { setupUrl: `${publicUrl()}/setup?token=${token}` };
  });
}

export async function isThereAnybody(database: Database | Transaction = db): Promise<boolean> {
  return (await database.select({ id: users.id }).from(users).limit(1)).length > 0;
}

async function makeWorkspace(tx: Transaction): Promise<void> {
  const existing = await tx.select({ id: workspaces.id }).from(workspaces).limit(1);
  if (existing.length > 0) return;
  const id = v7();
  await tx.insert(workspaces).values({ id, name: WORKSPACE_NAME });
  await createEndpoint(id, FIRST_ENDPOINT_NAME, tx);
}

async function makeAdministrator(tx: Transaction): Promise<boolean> {
  const { BUZON_ADMIN_EMAIL: email, BUZON_ADMIN_PASSWORD: password } = env();
  if (!email || !password) return false;
  const name = email.split("@")[0] ?? email;
  const made = await createUser({ email, name, password, role: "admin" }, tx);
  if (!made.ok) {
    throw new Error(`BUZON_ADMIN_PASSWORD needs at least ${MIN_PASSWORD_LENGTH} characters (${made.code})`);
  }
  return true;
}

function publicUrl(): string {
  const { BUZON_URL, PORT } = env();
  return BUZON_URL ?? `http://localhost:${PORT}`;
}
