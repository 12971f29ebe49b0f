import { and, eq } from "drizzle-orm";
import { v7 } from "uuid";
import { db } from "#db/client.ts";
import { auditEvents, destinations } from "#db/schema.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import type { Session } from "#features/people/session.ts";
import type { Routing } from "#features/rules/routing.ts";

export type SaveRoutingResult = { ok: true } | { ok: false; code: "forbidden" | "not_found" };

/** Decides which leads the destination gets from the next one on; what is owed already stays owed. */
export async function saveRouting(
  session: Session,
  destinationId: string,
  routing: Routing,
): Promise<SaveRoutingResult> {
  if (!mayChangeForwarding(session)) return { ok: false, code: "forbidden" };
  const { workspaceId, userId } = session;
  return db.transaction(async (tx) => {
    const saved = await tx
      .update(destinations)
      .set({ routing })
      .where(and(eq(destinations.workspaceId, workspaceId), eq(destinations.id, destinationId)))
      .returning({ id: destinations.id });
    if (saved.length === 0) return { ok: false, code: "not_found" };
    await tx.insert(auditEvents).values({
      workspaceId,
      id: v7(),
      userId,
      action: "routing.changed",
      details: { destinationId, routing },
    });
    return { ok: true };
  });
}
