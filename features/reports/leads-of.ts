import type { Condition } from "#features/leads/lead-filter.ts";
import type { LeadAction, Marketplace } from "#features/leads/lead-words.ts";
import type { Outcome } from "#features/reports/count-forwarding.ts";
import { type Period, receivedIn } from "#features/reports/period.ts";

const byAction = (action: LeadAction): Condition => ({ field: "action", values: [action] });

/** What the inbox is asked for beside the report's scope to show exactly the leads that a figure counts. */
export const leadsOf = {
  received: [],
  touched: [{ field: "touch", values: ["none"], isNot: true }],
  qualified: [{ field: "status", values: ["qualified"] }],
  settled: [{ field: "delivery", values: ["delivered", "failed"] }],
  doNotContact: [{ field: "is", values: ["dnc"] }],
  action: (action: LeadAction) => [byAction(action)],
  span: (span: Period, action?: LeadAction) => [
    { field: "received", values: [receivedIn(span)] },
    ...(action ? [byAction(action)] : []),
  ],
  marketplace: (action: LeadAction, marketplace: Marketplace) => [
    byAction(action),
    { field: "marketplace", values: [marketplace] },
  ],
  offer: (offer: string) => [{ field: "offer", values: [offer] }],
  country: (country: string) => [{ field: "country", values: [country] }],
  touch: (value: string) => [{ field: "touch", values: [value] }],
  destination: (id: string, ...outcomes: Outcome[]) => [{ field: "delivery", of: id, values: outcomes }],
} satisfies Record<string, Condition[] | ((...given: never[]) => Condition[])>;
