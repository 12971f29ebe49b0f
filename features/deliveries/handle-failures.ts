import { and, eq, isNotNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { db } from "#db/client.ts";
import { databaseClock } from "#db/clock.ts";
import { auditEvents, deliveries } from "#db/schema.ts";
import { deliveryConditions, isOpenFailure } from "#features/deliveries/delivery-conditions.ts";
import type { DeliveryFilter } from "#features/deliveries/delivery-filter.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import type { Session } from "#features/people/session.ts";

/** `handledAt` names what was done, for `reopenFailures`. */
export type HandleResult =
  | { ok: true; count: number; handledAt: Date }
  | { ok: false; code: "forbidden" | "not_failed" };

/** One delivery, or all that a filter matches. */
export type FailureScope = { deliveryId: string } | { filter: Omit<DeliveryFilter, "tab"> };

/**
 * Takes failures off the list of those that need a person, because somebody has dealt with them elsewhere or does not
 * want to. Each comes back when it is sent again and fails again; the same cause with other leads is a new failure.
 */
export async function handleFailures(session: Session, scope: FailureScope, now?: Date): Promise<HandleResult> {
  if (!mayChangeForwarding(session)) return { ok: false, code: "forbidden" };
  const { workspaceId, userId } = session;
  // To the millisecond, because it travels to the browser and back as a Date.
  const handledAt = sql<Date>`date_trunc('milliseconds', ${databaseClock(now)})`;
  return db.transaction(async (tx) => {
    const handled = tx.$with("handled").as(
      tx
        .update(deliveries)
        .set({ handledAt, handledBy: userId })
        .where(and(inScope(workspaceId, scope), isOpenFailure))
        .returning({ at: deliveries.handledAt }),
    );
    const [result] = await tx
      .with(handled)
      .select({
        count: sql<number>`count(*)`.mapWith(Number),
        at: sql<Date | null>`max(${handled.at})`.mapWith(deliveries.updatedAt),
      })
      .from(handled);
    if (!result?.at) return { ok: false, code: "not_failed" };

    await tx
      .insert(auditEvents)
      .values({ workspaceId, id: v7(), userId, action: "failures.handled", details: { scope, count: result.count } });
    return { ok: true, count: result.count, handledAt: result.at };
  });
}

export type ReopenResult = { ok: true; count: number } | { ok: false; code: "forbidden" | "not_handled" };

/** Puts failures back on that list: one, or all that somebody marked at once. */
export async function reopenFailures(
  session: Session,
  scope: { deliveryId: string } | { handledAt: Date },
): Promise<ReopenResult> {
  if (!mayChangeForwarding(session)) return { ok: false, code: "forbidden" };
  const { workspaceId, userId } = session;
  return db.transaction(async (tx) => {
    const { count } = await tx
      .update(deliveries)
      .set({ handledAt: null, handledBy: null })
      .where(
        and(
          eq(deliveries.workspaceId, workspaceId),
          eq(deliveries.state, "failed"),
          isNotNull(deliveries.handledAt),
          "deliveryId" in scope
            ? eq(deliveries.id, scope.deliveryId)
            : and(eq(deliveries.handledBy, userId), eq(deliveries.handledAt, scope.handledAt)),
        ),
      );
    if (count === 0) return { ok: false, code: "not_handled" };
    await tx
      .insert(auditEvents)
      .values({ workspaceId, id: v7(), userId, action: "failures.reopened", details: { scope, count } });
    return { ok: true, count };
  });
}

function inScope(workspaceId: string, scope: FailureScope) {
  return "deliveryId" in scope
    ? and(eq(deliveries.workspaceId, workspaceId), eq(deliveries.id, scope.deliveryId))
    : deliveryConditions(workspaceId, { ...scope.filter, tab: "failed" });
}
