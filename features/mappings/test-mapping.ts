import type { MappingRow, TargetField } from "#connectors/connector.ts";
import type { MappableLead } from "#features/mappings/lead-values.ts";
import { type FieldIssue, type FieldResult, type MappedLead, mapLead } from "#features/mappings/map-lead.ts";

export const TEST_OUTCOMES = ["complete", "changed", "rejected"] as const;
/** changed: something is shortened, filled in or left blank. rejected: the destination would not take the lead. */
export type TestOutcome = (typeof TEST_OUTCOMES)[number];

export type MappingTest<Lead> = { leads: TestedLead<Lead>[]; counts: Record<TestOutcome, number> };

export type TestedLead<Lead> = {
  lead: Lead;
  outcome: TestOutcome;
  /** Problems first; each with what the field gets in the end. */
  issues: (FieldIssue & { result: FieldResult })[];
  /** What the live version does otherwise with this lead. */
  differences: FieldDifference[];
};

export type FieldDifference = { field: string; before: FieldResult; after: FieldResult };

/**
 * What the draft would do to these leads, and what the live version does otherwise (`liveRows` null: none is live). Pure,
 * and sends nothing: the leads are mapped with the code that maps them for sending, and checked against the fields as
 * the destination described them.
 */
export function testMapping<Lead extends MappableLead>(
  leads: Lead[],
  draftRows: MappingRow[],
  liveRows: MappingRow[] | null,
  fields: TargetField[],
): MappingTest<Lead> {
  const tested = leads.map((lead) => {
    const draft = mapLead(lead, draftRows, fields);
    const live = liveRows && mapLead(lead, liveRows, fields);
    return { lead, outcome: outcomeOf(draft), issues: issuesOf(draft), differences: live ? differ(live, draft) : [] };
  });
  const count = (outcome: TestOutcome) => tested.filter((each) => each.outcome === outcome).length;
  return {
    leads: tested,
    counts: { complete: count("complete"), changed: count("changed"), rejected: count("rejected") },
  };
}

function outcomeOf({ problems, warnings }: MappedLead): TestOutcome {
  if (problems.length > 0) return "rejected";
  return warnings.length > 0 ? "changed" : "complete";
}

function issuesOf({ problems, warnings, results }: MappedLead): TestedLead<unknown>["issues"] {
  return [...problems, ...warnings].map((issue) => ({ ...issue, result: results[issue.field] ?? NOTHING }));
}

function differ(live: MappedLead, draft: MappedLead): FieldDifference[] {
  const fields = new Set([...Object.keys(draft.results), ...Object.keys(live.results)]);
  return [...fields]
    .map((field) => ({ field, before: live.results[field] ?? NOTHING, after: draft.results[field] ?? NOTHING }))
    .filter(({ before, after }) => before.value !== after.value);
}

const NOTHING: FieldResult = { value: null, text: "", from: "nothing", issues: [] };
