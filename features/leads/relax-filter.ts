import { type Count, countLeads } from "#features/leads/count-leads.ts";
import type { Reader } from "#features/leads/lead-conditions.ts";
import { activeFields, type FilterField, type LeadFilter, withoutField } from "#features/leads/lead-filter.ts";

/** The field whose condition removes most, and what the list would hold without it. */
export type Relaxation = { field: FilterField | "q"; filter: LeadFilter; found: Count };

/**
 * The way out of a filter that finds nothing: the one condition without which most leads would be found. Test leads
 * being hidden counts as a condition only where no other helps. Null when none helps alone.
 */
export async function relaxFilter(reader: Reader, filter: LeadFilter, now: Date): Promise<Relaxation | null> {
  const fields = [...(filter.q ? (["q"] as const) : []), ...activeFields(filter)];
  const candidates = fields.map((field) => ({ field, filter: withoutField(filter, field) }));
  const byField = await Promise.all(candidates.map(withCount));
  const [best] = byField.filter(({ found }) => found.count > 0).sort((a, b) => b.found.count - a.found.count);
  if (best || filter.test !== "hidden") return best ?? null;

  const withTests = await withCount({ field: "test" as const, filter: { ...filter, test: "shown" as const } });
  return withTests.found.count > 0 ? withTests : null;

  async function withCount(candidate: Omit<Relaxation, "found">): Promise<Relaxation> {
    return { ...candidate, found: await countLeads(reader, candidate.filter, now) };
  }
}
