import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { deliveries, destinations } from "#db/schema.ts";
import type { DestinationKey } from "#features/deliveries/hold-destination.ts";
import type { Circuit } from "#features/deliveries/judge-try.ts";

export type FoundDestination = DestinationKey & Circuit & { brokenSince: Date | null; probeCount: number };

/** The destination of a delivery, locked until the commit where a strength is given. */
export async function findDestination(
  tx: Transaction,
  delivery: { workspaceId: string; id: string },
  lock?: "no key update" | "share",
): Promise<FoundDestination | undefined> {
  const query = tx
    .select({
      workspaceId: destinations.workspaceId,
      id: destinations.id,
      state: destinations.state,
      pauseReason: destinations.pauseReason,
      strikes: destinations.strikes,
      brokenSince: destinations.brokenSince,
      probeCount: destinations.probeCount,
    })
    .from(destinations)
    .innerJoin(
      deliveries,
      and(
        eq(deliveries.workspaceId, destinations.workspaceId),
        eq(deliveries.destinationId, destinations.id),
        eq(deliveries.id, delivery.id),
      ),
    )
    .where(eq(destinations.workspaceId, delivery.workspaceId));
  const [found] = await (lock ? query.for(lock, { of: destinations }) : query);
  if (!found) return undefined;
  const { pauseReason, ...destination } = found;
  return { ...destination, cause: pauseReason?.cause ?? null, code: pauseReason?.code ?? null };
}
