import type { DestinationRow } from "#features/destinations/destination-row.ts";
import { selectDestinations, toRows } from "#features/destinations/destination-rows.ts";
import type { Session } from "#features/people/session.ts";

/** Every destination of the workspace with how it is doing, by name. */
export async function listDestinations(session: Session, now = new Date()): Promise<DestinationRow[]> {
  return toRows(session, await selectDestinations(session), now);
}
