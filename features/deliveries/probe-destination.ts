import { and, eq } from "drizzle-orm";
import { v7 } from "uuid";
import { db, type Transaction } from "#db/client.ts";
import { databaseClock } from "#db/clock.ts";
import { auditEvents, deliveries, destinations } from "#db/schema.ts";
import { announceWork } from "#db/work-signal.ts";
import { type DestinationKey, isDestination } from "#features/deliveries/hold-destination.ts";
import { reopen } from "#features/deliveries/resume-destination.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import type { Session } from "#features/people/session.ts";

export type ProbeResult = { ok: true } | { ok: false; code: "forbidden" | "not_found" };

/**
 * Does not let a destination on hold wait for its time: one lead is tried now, and if it is taken the others follow.
 * With no lead to try it simply goes on. Nothing happens where nothing is on hold.
 */
export async function probeDestination(session: Session, destinationId: string, now?: Date): Promise<ProbeResult> {
  if (!mayChangeForwarding(session)) return { ok: false, code: "forbidden" };
  const { workspaceId, userId } = session;
  const result = await db.transaction(async (tx): Promise<ProbeResult> => {
    const isThere = await probeSoon(tx, { workspaceId, id: destinationId }, now);
    if (!isThere) return { ok: false, code: "not_found" };
    await tx
      .insert(auditEvents)
      .values({ workspaceId, id: v7(), userId, action: "destination.probed", details: { destinationId } });
    return { ok: true };
  });
  if (result.ok) await announceWork();
  return result;
}

/**
 * For whatever may have put a destination right: a test that passed, a mapping that was published. The caller announces
 * the work once it is committed. False when there is no such destination.
 */
export async function probeSoon(tx: Transaction, destination: DestinationKey, now?: Date): Promise<boolean> {
  const clock = databaseClock(now);
  const [found] = await tx
    .select({ state: destinations.state, pauseReason: destinations.pauseReason })
    .from(destinations)
    .where(isDestination(destination))
    .for("no key update");
  if (!found) return false;
  if (found.state === "active" || !mayBeProbed(found.pauseReason)) return true;

  if (await hasHeld(tx, destination)) {
    await tx.update(destinations).set({ probeAt: clock }).where(isDestination(destination));
  } else {
    await reopen(tx, destination, clock);
  }
  return true;
}

/** What a person has paused stays so, and leads would arrive empty where the connection has never worked. */
function mayBeProbed(reason: { cause: string; code?: string } | null): boolean {
  return reason !== null && reason.cause !== "person" && reason.code !== "not_connected";
}

async function hasHeld(tx: Transaction, { workspaceId, id }: DestinationKey): Promise<boolean> {
  const held = await tx
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(eq(deliveries.workspaceId, workspaceId), eq(deliveries.destinationId, id), eq(deliveries.state, "held")))
    .limit(1);
  return held.length > 0;
}
