import { eq } from "drizzle-orm";
import { db } from "#db/client.ts";
import { memberships, users } from "#db/schema.ts";
import type { Reader } from "#features/leads/lead-conditions.ts";
import type { Colleague } from "#features/leads/note-text.ts";

const LIMIT = 2_000;

/** Everybody a note of this workspace may name, also who no longer signs in. */
export function listColleagues(reader: Pick<Reader, "workspaceId">): Promise<Colleague[]> {
  return db
    .select({ id: users.id, name: users.name })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.workspaceId, reader.workspaceId))
    .limit(LIMIT);
}
