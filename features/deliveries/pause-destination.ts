import { and, eq } from "drizzle-orm";
import { v7 } from "uuid";
import { db } from "#db/client.ts";
import { databaseClock } from "#db/clock.ts";
import { auditEvents, destinations } from "#db/schema.ts";
import { holdDeliveries } from "#features/deliveries/hold-deliveries.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import type { Session } from "#features/people/session.ts";

export type PauseResult = { ok: true } | { ok: false; code: "forbidden" | "not_found" };

/** Holds everything a destination is to get until a person resumes it. Tries that are running end as they end. */
export async function pauseDestination(session: Session, destinationId: string, now?: Date): Promise<PauseResult> {
  if (!mayChangeForwarding(session)) return { ok: false, code: "forbidden" };
  const { workspaceId, userId } = session;
  const clock = databaseClock(now);
  return db.transaction(async (tx) => {
    const paused = await tx
      .update(destinations)
      .set({ state: "paused", pauseReason: { cause: "person", userId }, pausedAt: clock, probeAt: null, strikes: null })
      .where(and(eq(destinations.workspaceId, workspaceId), eq(destinations.id, destinationId)))
      .returning({ id: destinations.id });
    if (paused.length === 0) return { ok: false, code: "not_found" };

    await holdDeliveries(tx, { workspaceId, id: destinationId }, clock);
    await tx
      .insert(auditEvents)
      .values({ workspaceId, id: v7(), userId, action: "destination.paused", details: { destinationId } });
    return { ok: true };
  });
}
