import { and, eq, gt, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { deliveries, leads } from "#db/schema.ts";
import {
  type DeliveryFilter,
  type DeliveryTab,
  NO_FIELD,
  type StateChoice,
} from "#features/deliveries/delivery-filter.ts";
import { searchCondition } from "#features/leads/lead-conditions.ts";

export const WAITING_STATES = ["queued", "sending", "held"] as const;

/** Needs a person: failed, and nobody has dealt with it. */
export const isOpenFailure = and(eq(deliveries.state, "failed"), isNull(deliveries.handledAt));

/** What the last try ended with, as the causes of failures are told apart. */
export const problemCode = sql<string>`coalesce(${deliveries.lastProblem}->>'code', '')`;
/** The first destination field the problem is about; empty when it is about none. */
export const problemField = sql<string>`coalesce(${deliveries.lastProblem}#>>'{fields,0,field}', '')`;

/** The filter as a condition on `deliveries`: the one meaning it has for lists, counts, causes and bulk replays. */
export function deliveryConditions(workspaceId: string, filter: DeliveryFilter): SQL | undefined {
  const { tab, destination, state, code, field, lead, q, replay } = filter;
  return and(
    eq(deliveries.workspaceId, workspaceId),
    isOnTab(tab),
    destination ? eq(deliveries.destinationId, destination) : undefined,
    state ? isInState(state) : undefined,
    code ? eq(problemCode, code) : undefined,
    field ? eq(problemField, field === NO_FIELD ? "" : field) : undefined,
    replay ? eq(deliveries.replayId, replay) : undefined,
    lead || q ? isOfLead(workspaceId, lead, q) : undefined,
  );
}

function isOnTab(tab: DeliveryTab): SQL | undefined {
  switch (tab) {
    case "all":
      return undefined;
    case "waiting":
      return inArray(deliveries.state, WAITING_STATES);
    case "failed":
      return isOpenFailure;
  }
}

function isInState(state: StateChoice): SQL | undefined {
  switch (state) {
    case "waiting":
      return inArray(deliveries.state, WAITING_STATES);
    case "queued":
      return and(eq(deliveries.state, "queued"), eq(deliveries.attemptCount, 0));
    case "retry":
      return and(eq(deliveries.state, "queued"), gt(deliveries.attemptCount, 0));
    case "failed":
      return isOpenFailure;
    case "handled":
      return and(eq(deliveries.state, "failed"), isNotNull(deliveries.handledAt));
    default:
      return eq(deliveries.state, state);
  }
}

function isOfLead(workspaceId: string, number: number | undefined, q: string | undefined): SQL {
  return inArray(
    deliveries.leadId,
    db
      .select({ id: leads.id })
      .from(leads)
      .where(
        and(
          eq(leads.workspaceId, workspaceId),
          number ? eq(leads.number, number) : undefined,
          ...(q ?? "").split(/\s+/).map(searchCondition),
        ),
      ),
  );
}
