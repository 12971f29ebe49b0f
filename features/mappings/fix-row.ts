import type { FieldPart, MappingPart, MappingRow, TargetField } from "#connectors/connector.ts";
import { shorten } from "#features/mappings/convert-value.ts";
import type { RowProblem } from "#features/mappings/find-problems.ts";
import type { MappableLead } from "#features/mappings/lead-values.ts";
import { readPart } from "#features/mappings/read-part.ts";
import { likeness, nearest } from "#features/mappings/similar-texts.ts";
import { suggestRow } from "#features/mappings/suggest-row.ts";

/** One click that ends a problem. Messages `mapping.fix.<code>` with `values`; `field` is a lead value's name. */
export type RowFix = {
  code: "fill" | "fill_field" | "set_field" | "set_text" | "rule" | "cut" | "stop" | "send" | "remove";
  values: { text?: string; choice?: string; field?: string; maxLength?: number };
  /** The mended row; null: no row at all. */
  row: MappingRow | null;
};

type Broken = {
  problem: Pick<RowProblem, "code" | "severity" | "values">;
  row: MappingRow;
  field: TargetField;
  /** To see how long values get. */
  leads: MappableLead[];
  /** What stands for a missing text, in the words of whoever maps. */
  notGiven: string;
};

/** The most likely way out of a row's problem, or null where a person has to think. */
export function fixRow(broken: Broken): RowFix | null {
  const { problem, row, field } = broken;
  switch (problem.code) {
    case "unmapped":
      return setField(broken) ?? fill(broken);
    case "required_empty":
      return fill(broken);
    case "stopped_empty":
      return field.required ? fill(broken) : { code: "send", values: {}, row: { ...row, whenEmpty: "omit" } };
    case "no_such_choice":
    case "not_a_boolean":
      return chooseInstead(broken);
    case "truncated":
      return cut(broken);
    case "not_a_number":
    case "not_a_date":
      return problem.severity === "red" ? fill(broken) : REMOVE;
    case "unknown_field":
    case "read_only":
      return REMOVE;
    default:
      return null;
  }
}

const REMOVE: RowFix = { code: "remove", values: {}, row: null };

/** With a fallback at once, so that the next lead without it is no second problem. */
function setField(broken: Broken): RowFix | null {
  const [part] = suggestRow(broken.field)?.value ?? [];
  if (part?.kind !== "field") return null;
  const filled = fill({ ...broken, row: { ...broken.row, value: [part] } });
  return filled && { code: "set_field", values: { field: part.field }, row: filled.row };
}

/** Something true to say when there is nothing: no address can be made up, so such a lead waits for a person. */
function fill({ row, field, notGiven }: Broken): RowFix | null {
  const withFallback = (part: MappingPart): MappingRow => ({ ...row, fallback: [part], whenEmpty: "omit" });
  const say = (text: string, shown = text): RowFix => ({
    code: "fill",
    values: { text: shown },
    row: withFallback({ kind: "text", text }),
  });
  const take = (name: string): RowFix => ({
    code: "fill_field",
    values: { field: name },
    row: withFallback({ kind: "field", field: name }),
  });

  const [choice] = choicesOf(field).toSorted((a, b) => vagueness(b.label) - vagueness(a.label));
  if (choice) return say(choice.value, choice.label);
  switch (field.type) {
    case "int":
    case "decimal":
      return say("0");
    case "date":
    case "datetime":
      return take("received_at");
    case "url":
      return take("lead_url");
    case "email":
    case "phone":
      return { code: "stop", values: {}, row: { ...row, whenEmpty: "stop" } };
    default:
      return say(notGiven);
  }
}

type Choice = { value: string; label: string };

const LIKE_ENOUGH = 0.35;

/** Where none is like it, the one that says nothing in particular. */
function choiceLike(text: string, choices: Choice[]): Choice | null {
  const like = nearest(text, choices, ({ label }) => label);
  if (!like || likeness(text, like.label) >= LIKE_ENOUGH) return like;
  return choices.find(({ label }) => vagueness(label) === 1) ?? like;
}

/** How much a choice says that nothing is known. */
function vagueness(label: string): number {
  return Math.max(...["Other", "Unknown", "Not specified", "None", "No", "Otro"].map((word) => likeness(word, label)));
}

/** The choice that is most like what came, as a rule where data gives it, else in place of the words. */
function chooseInstead({ problem, row, field }: Broken): RowFix | null {
  const text = String(problem.values.text ?? "");
  const choice = choiceLike(text, choicesOf(field));
  if (!choice) return null;
  const words: MappingPart = { kind: "text", text: choice.value };
  const values = { text, choice: choice.label };

  const [only, ...others] = row.value;
  if (only && others.length === 0 && only.kind !== "text") {
    return {
      code: "rule",
      values,
      row: { ...row, value: [eachField(only, (part) => addRule(part, text, choice.value))] },
    };
  }
  if (row.value.length > 0 && row.value.every(({ kind }) => kind === "text")) {
    return { code: "set_text", values: { text: choice.label }, row: { ...row, value: [words] } };
  }
  return { code: "fill", values: { text: choice.label }, row: { ...row, fallback: [words] } };
}

/** Where the text came out of a rule whose choice is gone, that rule is mended. */
function addRule(part: FieldPart, text: string, to: string): FieldPart {
  const { replace = [], otherwise } = part;
  if (otherwise === text) return { ...part, otherwise: to };
  if (replace.some((rule) => rule.to === text)) {
    return { ...part, replace: replace.map((rule) => (rule.to === text ? { ...rule, to } : rule)) };
  }
  return { ...part, replace: [...replace, { from: text, to }] };
}

/** Cuts what is longest, so that the rest keeps its room; the fallback when that is what is too long. */
function cut({ row, field, leads }: Broken): RowFix | null {
  const maxLength = field.maxLength ?? 0;
  const value = cutParts(row.value, leads, maxLength);
  const fallback = value ? null : cutParts(row.fallback, leads, maxLength);
  if (!value && !fallback) return null;
  return {
    code: "cut",
    values: { maxLength },
    row: { ...row, value: value ?? row.value, fallback: fallback ?? row.fallback },
  };
}

function cutParts(parts: MappingPart[], leads: MappableLead[], maxLength: number): MappingPart[] | null {
  const lengths = parts.map((part) => Math.max(0, ...leads.map((lead) => readPart(lead, part).text.length)));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const chips = parts.map((part, index) => (part.kind === "text" ? -1 : (lengths[index] ?? 0)));
  const longest = Math.max(...chips);
  const at = longest > 0 ? chips.indexOf(longest) : 0;
  const room = maxLength - (total - (lengths[at] ?? 0));
  const part = parts[at];
  if (!part || total <= maxLength || room < 1) return null;
  return parts.with(
    at,
    part.kind === "text"
      ? { kind: "text", text: shorten(part.text, room).text }
      : eachField(part, (one) => ({ ...one, maxLength: Math.min(room, one.maxLength ?? room) })),
  );
}

function eachField(part: Exclude<MappingPart, { kind: "text" }>, change: (part: FieldPart) => FieldPart): MappingPart {
  return part.kind === "field" ? change(part) : { ...part, fields: part.fields.map(change) };
}

/** The words a field takes; yes and no have none of their own where the destination does not name them. */
function choicesOf({ type, choices }: TargetField): Choice[] {
  if (choices) return choices.map(({ value, label }) => ({ value: String(value), label }));
  if (type !== "bool") return [];
  return [
    { value: "false", label: "No" },
    { value: "true", label: "Yes" },
  ];
}
