import type { RowTrouble } from "#components/mapping/trouble-note.tsx";
import type { MappingRow, TargetField } from "#connectors/connector.ts";
import type { FieldResult } from "#features/mappings/map-lead.ts";

export const ROW_FILTERS = ["problems", "required", "not_filled"] as const;
export type RowFilterName = (typeof ROW_FILTERS)[number];

/** The rows are fixed when the filter is chosen: one that is mended stays in view while it is typed in. */
export type RowFilter = { name: RowFilterName; targets: ReadonlySet<string> };

type Table = {
  rows: MappingRow[];
  fields: TargetField[];
  results: Record<string, FieldResult>;
  troubles: ReadonlyMap<string, RowTrouble>;
};

export function rowFilter(name: RowFilterName, table: Table): RowFilter {
  return { name, targets: new Set(filteredTargets(name, table)) };
}

export function filteredTargets(name: RowFilterName, { rows, fields, results, troubles }: Table): string[] {
  const required = new Set(fields.filter((field) => field.required).map((field) => field.name));
  const passes: Record<RowFilterName, (target: string) => boolean> = {
    problems: (target) => troubles.has(target),
    required: (target) => required.has(target),
    not_filled: (target) => results[target]?.value === null,
  };
  return rows.map(({ target }) => target).filter(passes[name]);
}
