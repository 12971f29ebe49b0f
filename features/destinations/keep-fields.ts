import { and, eq, sql } from "drizzle-orm";
import type { Connector, TargetField } from "#connectors/connector.ts";
import type { Transaction } from "#db/client.ts";
import { destinations } from "#db/schema.ts";
import { publishDefaultMapping } from "#features/mappings/publish-default-mapping.ts";

/** Keeps what a destination told about its fields, and begins to use them. Locks the destination until the commit. */
export async function keepFields(
  tx: Transaction,
  destination: { workspaceId: string; id: string },
  connector: Connector,
  fields: TargetField[],
  userId: string,
): Promise<void> {
  await tx
    .update(destinations)
    .set({ fields, fieldsReadAt: sql`now()` })
    .where(and(eq(destinations.workspaceId, destination.workspaceId), eq(destinations.id, destination.id)));
  await publishDefaultMapping(tx, destination, connector.defaultMapping(fields), userId);
}
