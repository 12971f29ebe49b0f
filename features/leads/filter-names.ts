import { asc, eq } from "drizzle-orm";
import { db } from "#db/client.ts";
import { endpoints } from "#db/schema.ts";
import { getConnectorView } from "#features/destinations/list-connectors.ts";
import { listDestinationNames } from "#features/destinations/list-destination-names.ts";
import { listOwners, type Owner } from "#features/leads/list-owners.ts";
import type { Session } from "#features/people/session.ts";

const LIMIT = 200;

export type FilterNames = {
  /** What filters call people and things by (e-mail address, id, connector) with the name people know. */
  names: Record<string, string>;
  owners: Owner[];
  /** `of` is the connector where there is one destination of it, else its id. */
  destinations: { of: string; name: string }[];
};

/** The people and things that a filter can speak of. */
export async function listFilterNames(session: Session): Promise<FilterNames> {
  const [owners, destinations, endpointNames] = await Promise.all([
    listOwners(session),
    listDestinationNames(session),
    db
      .select({ id: endpoints.id, name: endpoints.name })
      .from(endpoints)
      .where(eq(endpoints.workspaceId, session.workspaceId))
      .orderBy(asc(endpoints.name))
      .limit(LIMIT),
  ]);
  const isOnly = (connector: string) => destinations.filter((one) => one.connector === connector).length === 1;
  return {
    names: Object.fromEntries([
      ...destinations.map(({ connector, name }) => [
        connector,
        isOnly(connector) ? name : (getConnectorView(connector)?.label ?? connector),
      ]),
      ...[...destinations, ...endpointNames, ...owners].map(({ id, name }) => [id, name]),
      ...owners.map(({ email, name }) => [email, name]),
    ]),
    owners,
    destinations: destinations.map(({ id, name, connector }) => ({ of: isOnly(connector) ? connector : id, name })),
  };
}
