import type { MappingPart, MappingRow, TargetField } from "#connectors/connector.ts";
import { convertValue, type MappedValue } from "#features/mappings/convert-value.ts";
import { leadValue, type MappableLead } from "#features/mappings/lead-values.ts";
import { transformText } from "#features/mappings/transform-text.ts";

export type MappedLead = {
  /** By destination field; fields without a value are left out. */
  values: Record<string, MappedValue>;
  /** The destination would refuse the lead. */
  problems: FieldIssue[];
  /** The destination gets something other than what the lead says. */
  warnings: FieldIssue[];
  /** By destination field, for every row and every required field. */
  results: Record<string, FieldResult>;
};

export type FieldResult = {
  /** What is sent; null when the field is left out. */
  value: MappedValue | null;
  /** `value` for people: a choice's label instead of its code. */
  text: string;
  from: "value" | "fallback" | "nothing";
  issues: FieldIssue[];
};

/** `values` is what a sentence about it needs: `length` and `maxLength`, or the `text` that did not fit. */
export type FieldIssue = { field: string; label: string; code: IssueCode; values: Record<string, string | number> };

export type IssueCode =
  /** The one problem; the others are warnings. */
  | "required_empty"
  | "filled_in"
  | "truncated"
  | "no_such_choice"
  | "not_a_number"
  | "not_a_date"
  | "not_a_boolean"
  | "unknown_field";

/**
 * What a destination gets for a lead. Pure and free of the server, so that the editor previews with the code that
 * sends. A destination of which no fields are known takes every row as text.
 */
export function mapLead(lead: MappableLead, rows: MappingRow[], fields: TargetField[]): MappedLead {
  const known = new Map(fields.map((field) => [field.name, field]));
  const mapped = new Set(rows.map(({ target }) => target));
  const unmapped = fields.filter(({ name, required }) => required && !mapped.has(name));

  const results = new Map<string, FieldResult>();
  for (const row of [...rows, ...unmapped.map(emptyRow)]) {
    const field = fields.length === 0 ? textField(row.target) : known.get(row.target);
    results.set(row.target, field ? mapField(lead, row, field) : unknownField(row.target));
  }

  const issues = [...results.values()].flatMap((result) => result.issues);
  return {
    values: Object.fromEntries([...results].flatMap(([name, { value }]) => (value === null ? [] : [[name, value]]))),
    problems: issues.filter(({ code }) => code === "required_empty"),
    warnings: issues.filter(({ code }) => code !== "required_empty"),
    results: Object.fromEntries(results),
  };
}

function mapField(lead: MappableLead, row: MappingRow, field: TargetField): FieldResult {
  const first = fill(lead, row.value, field);
  if (first.value !== null) return { ...first, from: "value" };

  const second = fill(lead, row.fallback, field);
  const issues = [...first.issues, ...second.issues];
  if (second.value !== null) return { ...second, from: "fallback", issues: [...issues, issue(field, "filled_in")] };

  if (field.required) issues.unshift(issue(field, "required_empty"));
  return { value: null, text: "", from: "nothing", issues };
}

type Filled = { value: MappedValue | null; text: string; issues: FieldIssue[] };

function fill(lead: MappableLead, parts: MappingPart[], field: TargetField): Filled {
  const text = joinParts(lead, parts);
  if (text === "") return { value: null, text, issues: [] };

  const conversion = convertValue(text, field);
  if (!conversion.ok) return { value: null, text: "", issues: [issue(field, conversion.code, { text })] };

  const { value, text: shown, cut } = conversion;
  const maxLength = field.maxLength ?? text.length;
  return { value, text: shown, issues: cut ? [issue(field, "truncated", { length: text.length, maxLength })] : [] };
}

/** Text between lead values stands only with at least one of them: "{action}: {offer}" of an empty lead is empty. */
function joinParts(lead: MappableLead, parts: MappingPart[]): string {
  const texts = parts.map((part) => (part.kind === "text" ? part.text : fieldText(lead, part)));
  const asked = parts.some(({ kind }) => kind === "field");
  const answered = parts.some(({ kind }, index) => kind === "field" && texts[index]?.trim());
  return asked && !answered ? "" : texts.join("").trim();
}

function fieldText(lead: MappableLead, part: Extract<MappingPart, { kind: "field" }>): string {
  const text = leadValue(lead, part.field);
  return part.transform ? transformText(text, part.transform, lead.countryCode) : text;
}

function unknownField(target: string): FieldResult {
  return { value: null, text: "", from: "nothing", issues: [issue(textField(target), "unknown_field")] };
}

function issue(field: TargetField, code: IssueCode, values: FieldIssue["values"] = {}): FieldIssue {
  return { field: field.name, label: field.label, code, values };
}

function textField(name: string): TargetField {
  return { name, label: name, type: "text", required: false };
}

function emptyRow(field: TargetField): MappingRow {
  return { target: field.name, value: [], fallback: [] };
}
