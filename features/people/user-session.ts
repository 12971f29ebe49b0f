import { and, eq, ne, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { type Database, db, type Transaction } from "#db/client.ts";
import { sessions } from "#db/schema.ts";
import { SESSION_MAX_AGE_SECONDS } from "#features/people/session-age.ts";

/** Signs a user in: the id is what the browser's cookie names from now on. */
export async function startSession(userId: string): Promise<string> {
  const id = v7();
  await db.insert(sessions).values({ id, userId });
  return id;
}

export async function endSession(id: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.id, id));
}

/** Signs a user out everywhere, except in the session `keepId` where one is given. */
export async function endSessionsOf(
  userId: string,
  { keepId, database = db }: { keepId?: string; database?: Database | Transaction } = {},
): Promise<void> {
  await database.delete(sessions).where(and(eq(sessions.userId, userId), keepId ? ne(sessions.id, keepId) : undefined));
}

/** Removes the rows of sessions that are too old to be used. */
export async function forgetOldSessions(): Promise<void> {
  await db
    .delete(sessions)
    .where(sql`${sessions.createdAt} < now() - make_interval(secs => ${SESSION_MAX_AGE_SECONDS}::int)`);
}
