import type { MappingRow, TargetField } from "#connectors/connector.ts";
import type { RowProblem } from "#features/mappings/find-problems.ts";
import type { FieldResult } from "#features/mappings/map-lead.ts";

export const ROW_FILTERS = ["problems", "required", "not_filled"] as const;
export type RowFilterName = (typeof ROW_FILTERS)[number];

/** The rows are fixed when the filter is chosen: one that is mended stays in view while it is typed in. */
export type RowFilter = { name: RowFilterName; targets: ReadonlySet<string> };

type Table = {
  rows: MappingRow[];
  fields: TargetField[];
  results: Record<string, FieldResult>;
  problems: ReadonlyMap<string, RowProblem>;
};

export function rowFilter(name: RowFilterName, table: Table): RowFilter {
  return { name, targets: new Set(filteredTargets(name, table)) };
}

export function filteredTargets(name: RowFilterName, { rows, fields, results, problems }: Table): string[] {
  const required = new Set(fields.filter((field) => field.required && !field.readOnly).map((field) => field.name));
  const passes: Record<RowFilterName, (target: string) => boolean> = {
    problems: (target) => problems.has(target),
    required: (target) => required.has(target),
    not_filled: (target) => results[target]?.value === null,
  };
  return rows.map(({ target }) => target).filter(passes[name]);
}
