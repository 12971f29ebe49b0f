import { asc, eq } from "drizzle-orm";
import { db } from "#db/client.ts";
import { endpoints } from "#db/schema.ts";
import { listDestinationNames } from "#features/destinations/list-destination-names.ts";
import { textHref } from "#features/leads/views.ts";
import type { Session } from "#features/people/session.ts";
import { savedViewPlace } from "#features/views/current-view.ts";
import { listViews } from "#features/views/list-views.ts";

/** What a workspace has that can be gone to by name, with what this person may see of it. */
export type Places = {
  views: { id: string; name: string; href: string }[];
  destinations: { id: string; name: string; connector: string }[];
  endpoints: { id: string; name: string }[];
};

const LIMIT = 200;

export async function listPlaces(session: Session): Promise<Places> {
  const isAdmin = session.role === "admin";
  const [views, destinations, found] = await Promise.all([
    listViews(session),
    isAdmin ? listDestinationNames(session) : [],
    isAdmin ? listEndpointNames(session) : [],
  ]);
  const links = views.map((view) => ({
    id: view.id,
    name: view.name,
    href: textHref(view.filter, savedViewPlace(view)),
  }));
  return { views: links, destinations, endpoints: found };
}

function listEndpointNames({ workspaceId }: Session) {
  return db
    .select({ id: endpoints.id, name: endpoints.name })
    .from(endpoints)
    .where(eq(endpoints.workspaceId, workspaceId))
    .orderBy(asc(endpoints.name))
    .limit(LIMIT);
}
