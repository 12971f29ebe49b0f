import { type Count, countLeads } from "#features/leads/count-leads.ts";
import type { Reader } from "#features/leads/lead-conditions.ts";
import { type Condition, type LeadFilter, withoutCondition, withValues } from "#features/leads/lead-filter.ts";

/** The condition that removes most, and what the list would hold without it; null where only test leads are in the way. */
export type Relaxation = { condition: Condition | null; filter: LeadFilter; found: Count };

/**
 * The way out of a filter that finds nothing: the one condition without which most leads would be found, or null where
 * none helps alone. That test leads are hidden counts where somebody searches for one, and where nothing else helps.
 */
export async function relaxFilter(reader: Reader, filter: LeadFilter, now: Date): Promise<Relaxation | null> {
  const [withTests, ...others] = await Promise.all([
    withCount({ condition: null, filter: withValues(filter, "test", ["shown"]) }),
    ...filter.map((condition) => withCount({ condition, filter: withoutCondition(filter, condition) })),
  ]);
  const [best = null] = others.filter(({ found }) => found.count > 0).sort((a, b) => b.found.count - a.found.count);
  const isSearch = filter.some(({ field }) => field === "text");
  return withTests.found.count > 0 && (isSearch || !best) ? withTests : best;

  async function withCount(candidate: Omit<Relaxation, "found">): Promise<Relaxation> {
    return { ...candidate, found: await countLeads(reader, candidate.filter, now) };
  }
}
