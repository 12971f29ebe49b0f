import { and, asc, eq, isNull } from "drizzle-orm";
import { db } from "#db/client.ts";
import { memberships, users } from "#db/schema.ts";
import type { Session } from "#features/people/session.ts";

const LIMIT = 200;

export type Owner = { id: string; name: string; email: string };

/** The people of the workspace a lead can be given to, by name. */
export function listOwners(session: Pick<Session, "workspaceId">): Promise<Owner[]> {
  return db
    .select({ id: users.id, name: users.name, email: users.email })
    .from(memberships)
    .innerJoin(users, and(eq(users.id, memberships.userId), isNull(users.disabledAt)))
    .where(eq(memberships.workspaceId, session.workspaceId))
    .orderBy(asc(users.name), asc(users.id))
    .limit(LIMIT);
}
