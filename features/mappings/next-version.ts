import { and, eq, max } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { mappings } from "#db/schema.ts";

/** The number for the version about to be published. The caller holds the destination's row lock. */
export async function nextVersion(tx: Transaction, destination: { workspaceId: string; id: string }): Promise<number> {
  const [newest] = await tx
    .select({ version: max(mappings.version) })
    .from(mappings)
    .where(and(eq(mappings.workspaceId, destination.workspaceId), eq(mappings.destinationId, destination.id)));
  return (newest?.version ?? 0) + 1;
}
