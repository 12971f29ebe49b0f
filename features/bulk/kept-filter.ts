import type { FilterField, LeadFilter } from "#features/leads/lead-filter.ts";
import { writeFilter } from "#features/leads/write-filter.ts";

/** Their values may be what a person is called. */
const PERSONAL_FIELDS: readonly FilterField[] = ["text", "domain", "tag"];

/** The filter as it is remembered. What was erased must not be read in the order to erase it. */
export function keptFilter({ kind }: { kind?: unknown }, filter: LeadFilter): string {
  if (kind !== "erase") return writeFilter(filter);
  return writeFilter(filter.filter(({ field }) => !PERSONAL_FIELDS.includes(field)));
}
