import { type Count, countLeads } from "#features/leads/count-leads.ts";
import type { Reader } from "#features/leads/lead-conditions.ts";
import { activeFields, type FilterField, type LeadFilter, withoutField } from "#features/leads/lead-filter.ts";

/** The field whose condition removes most, and what the list would hold without it. */
export type Relaxation = { field: FilterField | "q"; filter: LeadFilter; found: Count };

/**
 * The way out of a filter that finds nothing: the one condition without which most leads would be found, or null where
 * none helps alone. That test leads are hidden counts where somebody searches for one, and where nothing else helps.
 */
export async function relaxFilter(reader: Reader, filter: LeadFilter, now: Date): Promise<Relaxation | null> {
  const fields = [...(filter.q ? (["q"] as const) : []), ...activeFields(filter)];
  const [withTests, ...byField] = await Promise.all([
    withCount({ field: "test", filter: { ...filter, test: "shown" } }),
    ...fields.map((field) => withCount({ field, filter: withoutField(filter, field) })),
  ]);
  const [best = null] = byField.filter(({ found }) => found.count > 0).sort((a, b) => b.found.count - a.found.count);
  return withTests.found.count > 0 && (filter.q !== "" || !best) ? withTests : best;

  async function withCount(candidate: Omit<Relaxation, "found">): Promise<Relaxation> {
    return { ...candidate, found: await countLeads(reader, candidate.filter, now) };
  }
}
