import type { TargetField } from "#connectors/connector.ts";

export type MappedValue = string | number | boolean;

export type Conversion =
  /** `text` is the value in words; `cut` tells that only so much of it fits. */
  | { ok: true; value: MappedValue; text: string; cut: boolean }
  | { ok: false; code: "no_such_choice" | "not_a_number" | "not_a_date" | "not_a_boolean" };

/** Makes of a text what the field takes, or says why it cannot. */
export function convertValue(text: string, field: Pick<TargetField, "type" | "maxLength" | "choices">): Conversion {
  switch (field.type) {
    case "int":
      return /^[+-]?\d{1,15}$/.test(text) ? converted(Number(text)) : { ok: false, code: "not_a_number" };
    case "decimal":
      return /^[+-]?\d{1,15}(\.\d+)?$/.test(text) ? converted(Number(text)) : { ok: false, code: "not_a_number" };
    case "bool":
      return toBoolean(text, field.choices);
    case "date":
    case "datetime":
      return toTime(text, field.type);
    case "choice":
      return field.choices ? toChoice(text, field.choices) : converted(text);
    case "string":
    case "text":
    case "email":
    case "phone":
    case "url":
      return toText(text, field.maxLength);
  }
}

const YES = new Set(["true", "yes", "1", "on"]);
const NO = new Set(["false", "no", "0", "off"]);

/** A destination may have words of its own for the two: "Allow" and "Do not allow". */
function toBoolean(text: string, choices: TargetField["choices"] = []): Conversion {
  const choice = findChoice(text, choices);
  if (choice) return { ok: true, value: String(choice.value).toLowerCase() === "true", text: choice.label, cut: false };
  const word = text.toLowerCase();
  if (YES.has(word)) return converted(true);
  if (NO.has(word)) return converted(false);
  return { ok: false, code: "not_a_boolean" };
}

/** ISO 8601 only: 03/04 is a different day in every country. */
function toTime(text: string, type: "date" | "datetime"): Conversion {
  const time = /^\d{4}-\d{2}-\d{2}(T.+)?$/.test(text) ? new Date(text) : null;
  if (!time || Number.isNaN(time.getTime())) return { ok: false, code: "not_a_date" };
  return converted(type === "date" ? time.toISOString().slice(0, 10) : time.toISOString());
}

function toChoice(text: string, choices: Choices): Conversion {
  const choice = findChoice(text, choices);
  if (!choice) return { ok: false, code: "no_such_choice" };
  return { ok: true, value: choice.value, text: choice.label, cut: false };
}

type Choices = NonNullable<TargetField["choices"]>;

/** By its value, else by its label, whatever the case. */
export function findChoice(text: string, choices: Choices): Choices[number] | undefined {
  const wanted = text.trim().toLowerCase();
  return (
    choices.find(({ value }) => String(value).toLowerCase() === wanted) ??
    choices.find(({ label }) => label.trim().toLowerCase() === wanted)
  );
}

function toText(text: string, maxLength?: number): Conversion {
  const { text: value, cut } = shorten(text, maxLength);
  return { ok: true, value, text: value, cut };
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const ELLIPSIS = "…";

/**
 * Lengths are UTF-16 units, because that is how the databases behind Dataverse (nvarchar) and Salesforce (Java) count
 * and they refuse what is longer. The cut falls between characters as people see them, never inside one.
 */
export function shorten(text: string, maxLength = Number.POSITIVE_INFINITY): { text: string; cut: boolean } {
  if (text.length <= maxLength) return { text, cut: false };
  let kept = "";
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > maxLength - ELLIPSIS.length) break;
    kept += segment;
  }
  return { text: `${kept.trimEnd()}${ELLIPSIS}`, cut: true };
}

function converted(value: MappedValue): Conversion {
  return { ok: true, value, text: String(value), cut: false };
}
