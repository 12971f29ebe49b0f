import type { MappingRow } from "#connectors/connector.ts";
import { compareMappings } from "#features/mappings/compare-mappings.ts";

/** How many fields two mappings fill differently. */
export function countChanges(live: MappingRow[], draft: MappingRow[]): number {
  return compareMappings(live, draft).length;
}
