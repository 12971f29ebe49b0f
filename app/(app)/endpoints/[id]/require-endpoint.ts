import { notFound } from "next/navigation";
import { cache } from "react";
import { type EndpointDetail, getEndpoint } from "#features/endpoints/get-endpoint.ts";
import { requireRole, requireSession } from "#features/people/require-session.ts";
import type { Session } from "#features/people/session.ts";

/** The endpoint of an address and who asks for it, once per request. */
export const requireEndpoint = cache(async (id: string): Promise<{ session: Session; endpoint: EndpointDetail }> => {
  const session = await requireSession();
  requireRole(session, "admin", "editor");
  return { session, endpoint: (await getEndpoint(session, id)) ?? notFound() };
});
