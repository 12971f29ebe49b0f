import { and, eq } from "drizzle-orm";
import { db } from "#db/client.ts";
import { destinations } from "#db/schema.ts";
import type { Session } from "#features/people/session.ts";
import { type Routing, routing } from "#features/rules/routing.ts";

/** Which leads the destination gets, or null without such a destination. */
export async function getRouting(session: Session, destinationId: string): Promise<Routing | null> {
  const [found] = await db
    .select({ routing: destinations.routing })
    .from(destinations)
    .where(and(eq(destinations.workspaceId, session.workspaceId), eq(destinations.id, destinationId)));
  return found ? routing.parse(found.routing) : null;
}
