import { and, lte, type SQL } from "drizzle-orm";
import { leads } from "#db/schema.ts";
import type { BulkScope } from "#features/bulk/bulk-order.ts";
import { leadConditions, type Reader } from "#features/leads/lead-conditions.ts";
import type { Condition, LeadFilter } from "#features/leads/lead-filter.ts";
import { parseFilter } from "#features/leads/parse-filter.ts";

/** Leads that are in the filter and had come by then. */
export type Scope = { filter: LeadFilter; asOf: Date };

/** The scope, or null where a part of the filter cannot be read: a list passes it over, a change must not. */
export function readScope(given: BulkScope, now: Date): Scope | null {
  const { filter, problems } = parseFilter(given.filter);
  if (problems.length > 0) return null;
  const asOf = new Date(given.asOf);
  // Who names leads one by one has seen them, however slow the browser's clock is.
  return { filter, asOf: filter.some(isPicked) || asOf > now ? now : asOf };
}

export function scopeConditions(reader: Reader, { filter, asOf }: Scope): SQL | undefined {
  return and(leadConditions(reader, filter, asOf), lte(leads.receivedAt, asOf));
}

function isPicked({ field, isNot }: Condition): boolean {
  return field === "number" && !isNot;
}
