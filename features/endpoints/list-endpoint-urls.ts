import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { db } from "#db/client.ts";
import { endpointKeys, endpoints, workspaces } from "#db/schema.ts";
import { revealEndpointKey } from "#features/endpoints/endpoint-key.ts";
import { endpointUrl } from "#features/endpoints/endpoint-url.ts";

const LIST_LIMIT = 1_000;

/**
 * Every endpoint of the installation that takes leads, with the address that goes into Partner Center. For the command
 * line and the start of the server, where whoever asks already holds the machine.
 */
export async function listEndpointUrls(): Promise<{ workspace: string; endpoint: string; url: string }[]> {
  const rows = await db
    .selectDistinctOn([workspaces.createdAt, workspaces.id, endpoints.createdAt, endpoints.id], {
      workspace: workspaces.name,
      endpoint: endpoints.name,
      key: { id: endpointKeys.id, keySealed: endpointKeys.keySealed },
    })
    .from(endpoints)
    .innerJoin(workspaces, eq(workspaces.id, endpoints.workspaceId))
    .innerJoin(
      endpointKeys,
      and(
        eq(endpointKeys.workspaceId, endpoints.workspaceId),
        eq(endpointKeys.endpointId, endpoints.id),
        isNull(endpointKeys.revokedAt),
      ),
    )
    .where(isNull(endpoints.disabledAt))
    .orderBy(
      asc(workspaces.createdAt),
      asc(workspaces.id),
      asc(endpoints.createdAt),
      asc(endpoints.id),
      desc(endpointKeys.createdAt),
      desc(endpointKeys.id),
    )
    .limit(LIST_LIMIT);
  return rows.map(({ workspace, endpoint, key }) => ({
    workspace,
    endpoint,
    url: endpointUrl(revealEndpointKey(key)),
  }));
}
