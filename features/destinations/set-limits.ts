import { and, eq } from "drizzle-orm";
import { v7 } from "uuid";
import { z } from "zod";
import { getConnector } from "#connectors/registry.ts";
import { db } from "#db/client.ts";
import { auditEvents, destinations } from "#db/schema.ts";
import type { Session } from "#features/people/session.ts";

export const limitsForm = z.object({
  /** Null leaves it to the connector. */
  perMinute: z.number().int().min(1).max(10_000).nullable(),
  concurrency: z.number().int().min(1).max(100).nullable(),
});

export type SetLimitsResult = { ok: true } | { ok: false; code: "forbidden" | "not_found" | "too_fast" };

/** Slows a destination down below what its connector allows; never the other way. Counts from the next try on. */
export async function setLimits(
  session: Session,
  destinationId: string,
  { perMinute, concurrency }: z.infer<typeof limitsForm>,
): Promise<SetLimitsResult> {
  if (session.role !== "admin") return { ok: false, code: "forbidden" };
  const { workspaceId, userId } = session;
  const isDestination = and(eq(destinations.workspaceId, workspaceId), eq(destinations.id, destinationId));
  return db.transaction(async (tx): Promise<SetLimitsResult> => {
    const [found] = await tx
      .select({ connector: destinations.connector })
      .from(destinations)
      .where(isDestination)
      .for("no key update");
    if (!found) return { ok: false, code: "not_found" };
    const most = getConnector(found.connector)?.limits;
    const isTooFast = (own: number | null, limit: number | undefined) =>
      own !== null && limit !== undefined && own > limit;
    if (isTooFast(perMinute, most?.perMinute) || isTooFast(concurrency, most?.concurrency)) {
      return { ok: false, code: "too_fast" };
    }
    const limits = { ...(perMinute !== null && { perMinute }), ...(concurrency !== null && { concurrency }) };
    await tx.update(destinations).set({ limits, nextSlotAt: null }).where(isDestination);
    await tx
      .insert(auditEvents)
      .values({ workspaceId, id: v7(), userId, action: "destination.limited", details: { destinationId, ...limits } });
    return { ok: true };
  });
}
