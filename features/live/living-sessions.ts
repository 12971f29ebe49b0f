import { and, eq, inArray } from "drizzle-orm";
import { db } from "#db/client.ts";
import { memberships, sessions, users } from "#db/schema.ts";
import { sessionHolds } from "#features/people/read-session.ts";
import type { Session } from "#features/people/session.ts";

/** Those of these sessions, by their ids, that still hold and whose person still belongs to the workspace. */
export async function livingSessions(
  watched: Pick<Session, "sessionId" | "workspaceId">[],
): Promise<ReadonlySet<string>> {
  const living = await db
    .select({ sessionId: sessions.id, workspaceId: memberships.workspaceId })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(
      and(
        inArray(
          sessions.id,
          watched.map(({ sessionId }) => sessionId),
        ),
        sessionHolds(),
      ),
    );
  const belongs = new Set(living.map(({ sessionId, workspaceId }) => `${sessionId} ${workspaceId}`));
  return new Set(
    watched
      .filter(({ sessionId, workspaceId }) => belongs.has(`${sessionId} ${workspaceId}`))
      .map(({ sessionId }) => sessionId),
  );
}
