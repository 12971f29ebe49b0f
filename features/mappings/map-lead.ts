import type { MappingPart, MappingRow, TargetField } from "#connectors/connector.ts";
import { convertValue, type MappedValue } from "#features/mappings/convert-value.ts";
import type { MappableLead } from "#features/mappings/lead-values.ts";
import { type PartText, readPart } from "#features/mappings/read-part.ts";

export type MappedLead = {
  /** By destination field; fields without a value are left out. */
  values: Record<string, MappedValue>;
  /** The destination would refuse the lead, or a person wants to look at it first: it is not sent. */
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
  /** These two are problems: the lead is not sent. The others are warnings. */
  | "required_empty"
  | "stopped_empty"
  | "filled_in"
  /** Longer than the destination takes. */
  | "truncated"
  /** Longer than the mapping asks for. */
  | "cut"
  | "phone_as_given"
  | "no_such_choice"
  | "not_a_number"
  | "not_a_date"
  | "not_a_boolean"
  | "unknown_field"
  | "read_only";

/**
 * What a destination gets for a lead. Pure and free of the server, so that the editor previews with the code that
 * sends. A destination of which no fields are known takes every row as text.
 */
export function mapLead(lead: MappableLead, rows: MappingRow[], fields: TargetField[]): MappedLead {
  const known = new Map(fields.map((field) => [field.name, field]));
  const mapped = new Set(rows.map(({ target }) => target));
  const unmapped = fields.filter((field) => isDemanded(field) && !mapped.has(field.name));

  const results = new Map<string, FieldResult>();
  for (const row of [...rows, ...unmapped.map(emptyRow)]) {
    const field = fields.length === 0 ? textField(row.target) : known.get(row.target);
    results.set(row.target, field ? mapField(lead, row, field) : unknownField(row.target));
  }

  const issues = [...results.values()].flatMap((result) => result.issues);
  return {
    values: Object.fromEntries([...results].flatMap(([name, { value }]) => (value === null ? [] : [[name, value]]))),
    problems: issues.filter(({ code }) => PROBLEMS.has(code)),
    warnings: issues.filter(({ code }) => !PROBLEMS.has(code)),
    results: Object.fromEntries(results),
  };
}

/** Whether the destination takes no record without it; what it fills in by itself is not ours to fill. */
export function isDemanded({ required, readOnly }: TargetField): boolean {
  return required && !readOnly;
}

const PROBLEMS: ReadonlySet<IssueCode> = new Set<IssueCode>(["required_empty", "stopped_empty"]);

function mapField(lead: MappableLead, row: MappingRow, field: TargetField): FieldResult {
  // Left out instead of refused, so that leads flow on when a field becomes read-only; publishing is what is refused.
  if (field.readOnly) return nothing([issue(field, "read_only")]);

  const first = fill(lead, row.value, field);
  if (first.value !== null) return { ...first, from: "value" };

  const second = fill(lead, row.fallback, field);
  const issues = [...first.issues, ...second.issues];
  if (second.value !== null) return { ...second, from: "fallback", issues: [...issues, issue(field, "filled_in")] };

  const gap = row.whenEmpty === "stop" ? "stopped_empty" : field.required && "required_empty";
  return nothing(gap ? [issue(field, gap), ...issues] : issues);
}

function nothing(issues: FieldIssue[]): FieldResult {
  return { value: null, text: "", from: "nothing", issues };
}

type Filled = { value: MappedValue | null; text: string; issues: FieldIssue[] };

function fill(lead: MappableLead, parts: MappingPart[], field: TargetField): Filled {
  const { text, notes } = joinParts(lead, parts);
  if (text === "") return { value: null, text, issues: [] };

  const conversion = convertValue(text, field);
  if (!conversion.ok) return { value: null, text: "", issues: [issue(field, conversion.code, { text })] };

  const { value, text: shown, cut } = conversion;
  const issues = notes.map(({ code, values }) => issue(field, code, values));
  if (cut) issues.push(issue(field, "truncated", { length: text.length, maxLength: field.maxLength ?? text.length }));
  return { value, text: shown, issues };
}

/** Text between lead values stands only with at least one of them: "{action}: {offer}" of an empty lead is empty. */
function joinParts(lead: MappableLead, parts: MappingPart[]): PartText {
  const read = parts.map((part) => readPart(lead, part));
  const asked = parts.some(({ kind }) => kind !== "text");
  const answered = parts.some(({ kind }, index) => kind !== "text" && read[index]?.text.trim());
  if (asked && !answered) return { text: "", notes: [] };
  return { text: joinTexts(read), notes: read.flatMap(({ notes }) => notes) };
}

function joinTexts(read: PartText[]): string {
  return read
    .map(({ text }) => text)
    .join("")
    .trim();
}

function unknownField(target: string): FieldResult {
  return nothing([issue(textField(target), "unknown_field")]);
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
