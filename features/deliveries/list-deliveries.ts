import { and, desc, eq, inArray, lt } from "drizzle-orm";
import { db } from "#db/client.ts";
import { attempts, deliveries, destinations, leads } from "#db/schema.ts";
import {
  deliveryColumns,
  isDestinationOf,
  isLastTryOf,
  isLeadOf,
  withShownState,
} from "#features/deliveries/delivery-columns.ts";
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
  attemptCount: number;
  /** Of the last try. */
  durationMs: number | null;
  /** When it last changed. */
  at: Date;
  nextAttemptAt: Date | null;
  /** test, do_not_contact */
  skipReason: string | null;
  problem: DeliveryProblem | null;
};

export type DeliveryTab = "all" | "waiting" | "failed";

export const PAGE_SIZE = 50;

export const WAITING_STATES = ["queued", "sending", "held"] as const;

/** Newest first. `next` goes back in as `before` to read on; null at the end. */
export async function listDeliveries(
  session: Session,
  {
    tab,
    before,
    destinationId,
    limit = PAGE_SIZE,
  }: { tab: DeliveryTab; before?: string; destinationId?: string; limit?: number },
): Promise<{ rows: DeliveryRow[]; next: string | null }> {
  const found = await db
    .select(deliveryColumns)
    .from(deliveries)
    .innerJoin(leads, isLeadOf)
    .innerJoin(destinations, isDestinationOf)
    .leftJoin(attempts, isLastTryOf)
    .where(
      and(
        eq(deliveries.workspaceId, session.workspaceId),
        isOnTab(tab),
        destinationId ? eq(deliveries.destinationId, destinationId) : undefined,
        before ? lt(deliveries.id, before) : undefined,
      ),
    )
    .orderBy(desc(deliveries.id))
    .limit(limit + 1);

  const rows = found.slice(0, limit).map(withShownState);
  return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
}

function isOnTab(tab: DeliveryTab) {
  switch (tab) {
    case "all":
      return undefined;
    case "waiting":
      return inArray(deliveries.state, WAITING_STATES);
    case "failed":
      return eq(deliveries.state, "failed");
  }
}
