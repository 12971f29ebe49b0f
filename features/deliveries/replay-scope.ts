import { and, lte, not, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { deliveries, destinations } from "#db/schema.ts";
import { deliveryConditions } from "#features/deliveries/delivery-conditions.ts";
import { deliveryFilter } from "#features/deliveries/delivery-filter.ts";
import { isOfErasedLead } from "#features/deliveries/of-erased-lead.ts";

/** What a bulk replay is about. */
export const replayScope = z.strictObject({
  filter: deliveryFilter,
  /** Without it, what a destination has stays out, whatever the filter says. */
  includeDelivered: z.boolean(),
});
export type ReplayScope = z.output<typeof replayScope>;

/** Why something that the filter matches is left out, in the order in which it is asked. */
export const EXCLUSIONS = [
  "sending",
  "skipped",
  "delivered",
  "cancelled",
  "handled",
  "waiting",
  "destination_paused",
] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

export const SEND = "send";

/**
 * What becomes of a delivery joined with its destination: SEND or an Exclusion. A retry is brought forward; what waits
 * for its first try or was queued by a person goes by itself. What a person cancelled or dealt with is taken only by a
 * filter that asks for just that.
 */
export function replayVerdict({ filter, includeDelivered }: ReplayScope): SQL<string> {
  const unlessAsked = (state: "cancelled" | "handled") => sql.raw(filter.state === state ? "false" : "true");
  return sql<string>`case
    when ${deliveries.state} = 'sending' then 'sending'
    when ${deliveries.state} = 'skipped' then 'skipped'
    when ${deliveries.state} = 'delivered' and not ${includeDelivered} then 'delivered'
    when ${deliveries.state} = 'cancelled' and ${unlessAsked("cancelled")} then 'cancelled'
    when ${deliveries.state} = 'failed' and ${deliveries.handledAt} is not null and ${unlessAsked("handled")}
      then 'handled'
    when ${deliveries.state} = 'queued' and (${deliveries.attemptCount} = 0 or ${deliveries.nextTrigger} <> 'auto')
      then 'waiting'
    when ${destinations.state} = 'paused' then 'destination_paused'
    else ${sql.raw(`'${SEND}'`)} end`;
}

/** What the filter matched at that time; what changed since is not what the person has seen. */
export function isInReplayScope(workspaceId: string, { filter }: ReplayScope, plannedAt: Date | SQL<Date>) {
  return and(deliveryConditions(workspaceId, filter), lte(deliveries.updatedAt, plannedAt), not(isOfErasedLead));
}
