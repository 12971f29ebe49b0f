import type { RowTrouble } from "#components/mapping/trouble-note.tsx";
import type { MappingRow, TargetField } from "#connectors/connector.ts";
import type { MappableLead } from "#features/mappings/lead-values.ts";
import { type FieldIssue, type IssueCode, mapLead } from "#features/mappings/map-lead.ts";

/** The gravest trouble of each row, by field: what the destination would refuse, else what happens most often. */
export function findTroubles(
  leads: MappableLead[],
  rows: MappingRow[],
  fields: TargetField[],
): ReadonlyMap<string, RowTrouble> {
  const troubles = new Map<string, RowTrouble>();
  for (const [field, issues] of Map.groupBy(allIssues(leads, rows, fields), (issue) => issue.field)) {
    const [gravest] = count(issues, leads.length).sort(byGravity);
    if (gravest) troubles.set(field, gravest);
  }
  for (const field of unmappedFields(rows, fields)) {
    troubles.set(field, {
      code: "unmapped",
      severity: "problem",
      count: leads.length,
      total: leads.length,
      values: {},
    });
  }
  return troubles;
}

/** A fallback that is used is what it is there for, so nobody is warned of it. */
function allIssues(leads: MappableLead[], rows: MappingRow[], fields: TargetField[]): FieldIssue[] {
  return leads
    .flatMap((lead) => Object.values(mapLead(lead, rows, fields).results))
    .flatMap(({ issues }) => issues)
    .filter(({ code }) => code !== "filled_in");
}

function count(issues: FieldIssue[], total: number): RowTrouble[] {
  return [...Map.groupBy(issues, ({ code }) => code)].map(([code, same]) => ({
    code,
    severity: severityOf(code),
    count: same.length,
    total,
    values: same[0]?.values ?? {},
  }));
}

function severityOf(code: IssueCode): RowTrouble["severity"] {
  return code === "required_empty" ? "problem" : "warning";
}

function byGravity(a: RowTrouble, b: RowTrouble): number {
  return Number(b.severity === "problem") - Number(a.severity === "problem") || b.count - a.count;
}

function unmappedFields(rows: MappingRow[], fields: TargetField[]): string[] {
  const filled = new Set(
    rows.filter(({ value, fallback }) => value.length + fallback.length > 0).map((row) => row.target),
  );
  return fields.filter(({ name, required }) => required && !filled.has(name)).map(({ name }) => name);
}
