import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { memberships, sessions, users, workspaces } from "#db/schema.ts";
import type { Session } from "#features/people/session.ts";
import { SESSION_IDLE_SECONDS, SESSION_MAX_AGE_SECONDS } from "#features/people/session-age.ts";

/** `last_seen_at` is written at most this often, so that reading pages does not become writing rows. */
const TOUCH_AFTER_SECONDS = 60;

/**
 * The session behind a row id, or null when it was ended, stood idle for 12 hours, is 7 days old, or its user is
 * disabled or belongs to no workspace. Judged by the database's clock, at every request. `isSeen: false` is for requests
 * that an open page makes by itself: they must not keep a session from standing idle.
 */
export async function readSession(sessionId: string, { isSeen = true } = {}): Promise<Session | null> {
  const [found] = await db
    .select({
      sessionId: sessions.id,
      workspaceId: workspaces.id,
      workspaceName: workspaces.name,
      userId: users.id,
      name: users.name,
      email: users.email,
      role: memberships.role,
      timeZone: sql<string>`coalesce(${users.timeZone}, ${workspaces.timeZone})`,
      isStale: sql<boolean>`${sessions.lastSeenAt} < ${secondsAgo(TOUCH_AFTER_SECONDS)}`,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where(and(eq(sessions.id, sessionId), sessionHolds()))
    .orderBy(asc(memberships.createdAt))
    .limit(1);

  if (!found) return null;
  const { isStale, ...session } = found;
  if (isStale && isSeen) await db.update(sessions).set({ lastSeenAt: sql`now()` }).where(eq(sessions.id, sessionId));
  return session;
}

/** The condition, on sessions and users, that a session is still worth something. */
export function sessionHolds() {
  return and(
    isNull(users.disabledAt),
    sql`${sessions.lastSeenAt} > ${secondsAgo(SESSION_IDLE_SECONDS)}`,
    sql`${sessions.createdAt} > ${secondsAgo(SESSION_MAX_AGE_SECONDS)}`,
  );
}

function secondsAgo(seconds: number) {
  return sql`now() - make_interval(secs => ${seconds})`;
}
