import { isDeepStrictEqual } from "node:util";
import type { MappingRow } from "#connectors/connector.ts";

/** How many fields two mappings fill differently; the order of rows changes nothing for a destination. */
export function countChanges(live: MappingRow[], draft: MappingRow[]): number {
  const before = new Map(live.map((row) => [row.target, row]));
  const after = new Map(draft.map((row) => [row.target, row]));
  const targets = new Set([...before.keys(), ...after.keys()]);
  return [...targets].filter((target) => !isDeepStrictEqual(before.get(target), after.get(target))).length;
}
