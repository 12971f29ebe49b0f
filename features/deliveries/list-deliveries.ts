import { and, desc, lt } from "drizzle-orm";
import { db } from "#db/client.ts";
import { attempts, deliveries, destinations, leads } from "#db/schema.ts";
import {
  deliveryColumns,
  isDestinationOf,
  isLastTryOf,
  isLeadOf,
  withShownState,
} from "#features/deliveries/delivery-columns.ts";
import { deliveryConditions } from "#features/deliveries/delivery-conditions.ts";
import type { DeliveryFilter } from "#features/deliveries/delivery-filter.ts";
import type { DeliveryLead, DeliveryProblem, ShownState } from "#features/deliveries/delivery-view.ts";
import type { Session } from "#features/people/session.ts";

/** A delivery as lists show it. */
export type DeliveryRow = {
  id: string;
  state: ShownState;
  lead: DeliveryLead;
  destinationId: string;
  destinationName: string;
  connector: string;
  /** 0 for the first delivery of this lead there; "send as new" makes further ones. */
  copy: number;
  attemptCount: number;
  /** Of the last try. */
  durationMs: number | null;
  /** When it last changed. */
  at: Date;
  nextAttemptAt: Date | null;
  /** test, do_not_contact */
  skipReason: string | null;
  problem: DeliveryProblem | null;
  /** When a person dealt with its failure. */
  handledAt: Date | null;
};

export const PAGE_SIZE = 50;

/** Newest first. `next` goes back in as `before` to read on; null at the end. */
export async function listDeliveries(
  session: Pick<Session, "workspaceId">,
  filter: DeliveryFilter,
  { before, limit = PAGE_SIZE }: { before?: string; limit?: number } = {},
): Promise<{ rows: DeliveryRow[]; next: string | null }> {
  const found = await db
    .select(deliveryColumns)
    .from(deliveries)
    .innerJoin(leads, isLeadOf)
    .innerJoin(destinations, isDestinationOf)
    .leftJoin(attempts, isLastTryOf)
    .where(and(deliveryConditions(session.workspaceId, filter), before ? lt(deliveries.id, before) : undefined))
    .orderBy(desc(deliveries.id))
    .limit(limit + 1);

  const rows = found.slice(0, limit).map(withShownState);
  return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
}
