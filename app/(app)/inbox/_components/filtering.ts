import type { FilterNames } from "#features/leads/filter-names.ts";
import {
  type Condition,
  type FilterField,
  type LeadFilter,
  withCondition,
  withoutCondition,
} from "#features/leads/lead-filter.ts";
import type { ListPlace } from "#features/leads/views.ts";

/** What the parts that change the filter know: the filter, how its list looks, and what people call things. */
export type Filtering = { filter: LeadFilter; look: ListPlace; names: FilterNames };

/** Fields that may be asked for twice because both can hold; another condition of the others replaces theirs. */
const REPEATED = new Set<FilterField>(["is", "has", "tag", "delivery"]);

/** The condition that choosing a field leads to, where there is one already. */
export function conditionOfField(filter: LeadFilter, field: FilterField): Condition | undefined {
  return REPEATED.has(field) ? undefined : filter.find((condition) => condition.field === field && !condition.isNot);
}

/** The filter with the condition in the place of `instead`; without values it no longer asks. */
export function changed(filter: LeadFilter, condition: Condition, instead?: Condition): LeadFilter {
  // Hidden is what test leads are when nobody speaks of them.
  const isNothing = condition.values.length === 0 || (condition.field === "test" && condition.values[0] === "hidden");
  if (!isNothing) return withCondition(filter, condition, instead);
  return instead ? withoutCondition(filter, instead) : filter;
}
