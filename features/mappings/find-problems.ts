import type { MappingRow, TargetField } from "#connectors/connector.ts";
import type { MappableLead } from "#features/mappings/lead-values.ts";
import { type FieldIssue, type FieldResult, type IssueCode, isDemanded, mapLead } from "#features/mappings/map-lead.ts";

/** The gravest thing the last leads would meet in a row. */
export type RowProblem = {
  code: IssueCode | "unmapped";
  /** red: the destination would refuse the lead, so nothing is published. amber: a value would change or stay blank. */
  severity: "red" | "amber";
  /** How many of `total` leads it happens to. */
  count: number;
  total: number;
  /** The place of the first such lead among those given; null when it needs no lead to happen. */
  position: number | null;
  /** Of that lead: what the sentence needs. */
  values: FieldIssue["values"];
};

/** By field: what the destination would refuse, else what happens most often. The editor and publishing ask the same. */
export function findProblems(
  leads: MappableLead[],
  rows: MappingRow[],
  fields: TargetField[],
): ReadonlyMap<string, RowProblem> {
  const problems = new Map<string, RowProblem>();
  for (const [field, found] of Map.groupBy(findAll(leads, rows, fields), ({ issue }) => issue.field)) {
    const [gravest] = count(found, leads.length).sort(byGravity);
    if (gravest) problems.set(field, gravest);
  }
  for (const [field, code] of withoutLeads(rows, fields)) {
    problems.set(field, {
      code,
      severity: "red",
      count: leads.length,
      total: leads.length,
      position: null,
      values: {},
    });
  }
  return problems;
}

type Found = { issue: FieldIssue; severity: RowProblem["severity"]; position: number };

function findAll(leads: MappableLead[], rows: MappingRow[], fields: TargetField[]): Found[] {
  return leads.flatMap((lead, position) =>
    Object.values(mapLead(lead, rows, fields).results).flatMap((result) =>
      tellingIssues(result).map((found) => ({ ...found, position })),
    ),
  );
}

/** What somebody asked for is no news: the fallback, a length of the mapping's own, a number that stays as it came. */
const ASKED_FOR: ReadonlySet<IssueCode> = new Set<IssueCode>(["filled_in", "cut", "phone_as_given"]);

/** Where a value was given and could not be taken, that is what to mend, and not that the field is empty then. */
function tellingIssues({ issues, from }: FieldResult): Omit<Found, "position">[] {
  const isRefused = issues.some(({ code }) => code === "required_empty");
  // With a fallback in its place, only what is wrong with the fallback counts.
  const ofValue = from === "fallback" ? issues.filter(({ code }) => code === "truncated") : issues;
  const news = ofValue.filter(({ code }) => !ASKED_FOR.has(code));
  const causes = news.filter(({ code }) => code !== "required_empty");
  return (causes.length > 0 ? causes : news).map((issue) => ({ issue, severity: isRefused ? "red" : "amber" }));
}

function count(found: Found[], total: number): RowProblem[] {
  const alike = Map.groupBy(found, ({ issue, severity }) => `${severity} ${issue.code}`);
  return [...alike.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const { issue, severity, position } = first;
    return { code: issue.code, severity, count: same.length, total, position, values: issue.values };
  });
}

function byGravity(a: RowProblem, b: RowProblem): number {
  return Number(b.severity === "red") - Number(a.severity === "red") || b.count - a.count;
}

/** What no lead has to be seen for: demanded and not filled by anything, or filled although it cannot be. */
function withoutLeads(rows: MappingRow[], fields: TargetField[]): [string, RowProblem["code"]][] {
  const filled = new Set(
    rows.filter(({ value, fallback }) => value.length + fallback.length > 0).map(({ target }) => target),
  );
  return fields.flatMap((field): [string, RowProblem["code"]][] => {
    if (field.readOnly) return filled.has(field.name) ? [[field.name, "read_only"]] : [];
    return isDemanded(field) && !filled.has(field.name) ? [[field.name, "unmapped"]] : [];
  });
}
