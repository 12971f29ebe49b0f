import { and, eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { MappingRow } from "#connectors/connector.ts";
import type { Transaction } from "#db/client.ts";
import { destinations, mappings } from "#db/schema.ts";
import { mappingRows } from "#features/mappings/mapping.ts";
import { isLiveOf } from "#features/mappings/mapping-versions.ts";
import { nextVersion } from "#features/mappings/next-version.ts";

/**
 * Makes the connector's own mapping live as long as nothing is mapped, so that a new destination works without anybody
 * mapping anything. The caller holds the destination's row lock.
 */
export async function publishDefaultMapping(
  tx: Transaction,
  destination: { workspaceId: string; id: string },
  rows: MappingRow[],
  userId: string,
): Promise<void> {
  const { workspaceId, id } = destination;
  const live = await findLive(tx, destination);
  if (live && (live.length > 0 || rows.length === 0)) return;

  const version = await nextVersion(tx, destination);
  await tx.insert(mappings).values({
    workspaceId,
    id: v7(),
    destinationId: id,
    version,
    rows,
    updatedBy: userId,
    publishedAt: sql`now()`,
  });
  await tx
    .update(destinations)
    .set({ liveMappingVersion: version })
    .where(and(eq(destinations.workspaceId, workspaceId), eq(destinations.id, id)));
}

async function findLive(tx: Transaction, { workspaceId, id }: { workspaceId: string; id: string }) {
  const [live] = await tx
    .select({ rows: mappings.rows })
    .from(destinations)
    .innerJoin(mappings, isLiveOf(destinations, mappings))
    .where(and(eq(destinations.workspaceId, workspaceId), eq(destinations.id, id)));
  return live && mappingRows.parse(live.rows);
}
