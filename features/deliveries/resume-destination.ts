import { and, eq, type SQL } from "drizzle-orm";
import { v7 } from "uuid";
import { db, type Transaction } from "#db/client.ts";
import { databaseClock } from "#db/clock.ts";
import { auditEvents, destinations } from "#db/schema.ts";
import { announceWork } from "#db/work-signal.ts";
import { endOutage } from "#features/deliveries/end-outage.ts";
import { releaseDeliveries } from "#features/deliveries/hold-deliveries.ts";
import { type DestinationKey, isDestination } from "#features/deliveries/hold-destination.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import type { Session } from "#features/people/session.ts";

export type ResumeResult = { ok: true } | { ok: false; code: "forbidden" | "not_found" | "not_connected" };

/**
 * Sends again, beginning with what waited, in the order of arrival. What the destination itself asked to wait still
 * counts. Refused before its fields were ever read: leads would arrive there empty.
 */
export async function resumeDestination(session: Session, destinationId: string, now?: Date): Promise<ResumeResult> {
  if (!mayChangeForwarding(session)) return { ok: false, code: "forbidden" };
  const { workspaceId, userId } = session;
  const result = await db.transaction(async (tx): Promise<ResumeResult> => {
    const [destination] = await tx
      .select({ fieldsReadAt: destinations.fieldsReadAt })
      .from(destinations)
      .where(and(eq(destinations.workspaceId, workspaceId), eq(destinations.id, destinationId)))
      .for("no key update");
    if (!destination) return { ok: false, code: "not_found" };
    if (!destination.fieldsReadAt) return { ok: false, code: "not_connected" };

    await reopen(tx, { workspaceId, id: destinationId }, databaseClock(now));
    await tx
      .insert(auditEvents)
      .values({ workspaceId, id: v7(), userId, action: "destination.resumed", details: { destinationId } });
    return { ok: true };
  });
  if (result.ok) await announceWork();
  return result;
}

/**
 * Lets leads go there again. It counts as back once it has taken one, or at once when none waits. The caller holds the
 * destination's row lock and announces the work once it is committed.
 */
export async function reopen(
  tx: Transaction,
  destination: DestinationKey,
  clock: SQL<Date> = databaseClock(),
): Promise<void> {
  await tx
    .update(destinations)
    .set({ state: "active", pauseReason: null, pausedAt: null, probeAt: null, probeCount: 0, strikes: null })
    .where(isDestination(destination));
  const released = await releaseDeliveries(tx, destination, clock);
  if (released === 0) await endOutage(tx, destination, clock);
}
