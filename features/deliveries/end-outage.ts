import { and, isNotNull, type SQL } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { destinations } from "#db/schema.ts";
import { type DestinationKey, isDestination } from "#features/deliveries/hold-destination.ts";
import { addNotice } from "#features/notices/add-notice.ts";

/** Tells once that a broken destination is back; nothing where it was not broken. The caller holds its row lock. */
export async function endOutage(tx: Transaction, destination: DestinationKey, clock: SQL<Date>): Promise<void> {
  const [ended] = await tx
    .update(destinations)
    .set({ brokenSince: null })
    .where(and(isDestination(destination), isNotNull(destinations.brokenSince)))
    .returning({ id: destinations.id });
  if (!ended) return;
  const { workspaceId, id } = destination;
  await addNotice(tx, { workspaceId, destinationId: id, kind: "recovered" }, clock);
}
