import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { later } from "#db/clock.ts";
import { deliveries, destinations } from "#db/schema.ts";
import { holdDeliveries } from "#features/deliveries/hold-deliveries.ts";
import type { HoldReason } from "#features/deliveries/judge-try.ts";
import { probeWait } from "#features/deliveries/probe-schedule.ts";
import { addNotice } from "#features/notices/add-notice.ts";

export type DestinationKey = { workspaceId: string; id: string };

/**
 * Puts an active destination on hold: every lead waits, one of them is tried from time to time. People are told once,
 * however often it goes on hold before a lead arrives again. The caller holds the destination's row lock. `refused`:
 * deliveries that failed because of it and wait with the others.
 */
export async function holdDestination(
  tx: Transaction,
  { workspaceId, id, brokenSince }: DestinationKey & { brokenSince: Date | null },
  { reason, refused }: { reason: HoldReason; refused: string[] },
  clock: SQL<Date>,
): Promise<void> {
  await tx
    .update(destinations)
    .set({
      state: "paused",
      pauseReason: reason,
      pausedAt: clock,
      probeCount: 0,
      probeAt: probeTime(reason.cause, 0, clock),
      strikes: null,
      ...(!brokenSince && { brokenSince: clock }),
    })
    .where(isDestination({ workspaceId, id }));
  await holdDeliveries(tx, { workspaceId, id }, clock);
  if (refused.length > 0) await holdRefused(tx, workspaceId, refused, clock);
  if (!brokenSince) await addNotice(tx, { workspaceId, destinationId: id, kind: "broken", details: reason }, clock);
}

/** When it still does not work. What the destination asked to wait still counts. */
export async function probeLater(
  tx: Transaction,
  destination: DestinationKey & { cause: string | null; probeCount: number },
  reason: HoldReason | null,
  clock: SQL<Date>,
): Promise<void> {
  const probeCount = destination.probeCount + 1;
  await tx
    .update(destinations)
    .set({
      probeCount,
      probeAt: probeTime(reason?.cause ?? destination.cause, probeCount, clock),
      ...(reason && { pauseReason: reason }),
    })
    .where(isDestination(destination));
}

export function isDestination({ workspaceId, id }: DestinationKey) {
  return and(eq(destinations.workspaceId, workspaceId), eq(destinations.id, id));
}

function probeTime(cause: string | null, probesSoFar: number, clock: SQL<Date>): SQL<Date> {
  return sql`greatest(${later(clock, probeWait(cause, probesSoFar))}, ${destinations.nextAllowedAt})`;
}

/** Unless a person has seen to one of them meanwhile. */
async function holdRefused(tx: Transaction, workspaceId: string, ids: string[], clock: SQL<Date>): Promise<void> {
  await tx
    .update(deliveries)
    .set({ state: "held", updatedAt: clock })
    .where(
      and(
        eq(deliveries.workspaceId, workspaceId),
        inArray(deliveries.id, ids),
        eq(deliveries.state, "failed"),
        sql`${deliveries.handledAt} is null`,
      ),
    );
}
