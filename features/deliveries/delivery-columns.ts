import { and, eq } from "drizzle-orm";
import { attempts, deliveries, destinations, leads } from "#db/schema.ts";
import { type ShownState, shownState } from "#features/deliveries/delivery-view.ts";

/** Of `deliveries` joined with its lead, its destination and its last try. */
export const deliveryColumns = {
  id: deliveries.id,
  state: deliveries.state,
  lead: {
    id: leads.id,
    number: leads.number,
    firstName: leads.firstName,
    lastName: leads.lastName,
    email: leads.email,
    phone: leads.phone,
    company: leads.company,
  },
  destinationId: destinations.id,
  destinationName: destinations.name,
  connector: destinations.connector,
  copy: deliveries.copy,
  attemptCount: deliveries.attemptCount,
  durationMs: attempts.durationMs,
  at: deliveries.updatedAt,
  nextAttemptAt: deliveries.nextAttemptAt,
  skipReason: deliveries.skipReason,
  problem: deliveries.lastProblem,
  handledAt: deliveries.handledAt,
};

export const isLeadOf = and(eq(leads.workspaceId, deliveries.workspaceId), eq(leads.id, deliveries.leadId));

export const isDestinationOf = and(
  eq(destinations.workspaceId, deliveries.workspaceId),
  eq(destinations.id, deliveries.destinationId),
);

/** Matches nothing while a try runs, because tries are numbered when they start and recorded when they end. */
export const isLastTryOf = and(
  eq(attempts.workspaceId, deliveries.workspaceId),
  eq(attempts.deliveryId, deliveries.id),
  eq(attempts.number, deliveries.attemptCount),
);

/** Gives a selected row the state people see. */
export function withShownState<Row extends { state: Exclude<ShownState, "retry">; attemptCount: number }>(
  row: Row,
): Omit<Row, "state"> & { state: ShownState } {
  return { ...row, state: shownState(row.state, row.attemptCount) };
}
