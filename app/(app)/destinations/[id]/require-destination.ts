import { notFound } from "next/navigation";
import { cache } from "react";
import { validate } from "uuid";
import { type DestinationDetail, getDestination } from "#features/destinations/get-destination.ts";
import { requireRole, requireSession } from "#features/people/require-session.ts";

/** The destination that the address names, read once per request; anything else is not found. */
export const requireDestination = cache(async (id: string): Promise<DestinationDetail> => {
  const session = await requireSession();
  requireRole(session, "admin", "editor");
  const destination = validate(id) ? await getDestination(session, id) : null;
  return destination ?? notFound();
});
