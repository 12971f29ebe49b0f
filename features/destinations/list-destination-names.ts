import { asc, eq } from "drizzle-orm";
import { db } from "#db/client.ts";
import { destinations } from "#db/schema.ts";
import type { Session } from "#features/people/session.ts";

/** More than anybody connects; a list that a menu can still show. */
const LIMIT = 200;

/** What to choose from, by name. */
export async function listDestinationNames(session: Pick<Session, "workspaceId">) {
  return db
    .select({ id: destinations.id, name: destinations.name, connector: destinations.connector })
    .from(destinations)
    .where(eq(destinations.workspaceId, session.workspaceId))
    .orderBy(asc(destinations.name))
    .limit(LIMIT);
}
