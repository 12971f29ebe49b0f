import type { Condition, LeadFilter } from "#features/leads/lead-filter.ts";

/** The filter as a line of text, which `parseFilter` reads as the same filter. */
export function writeFilter(filter: LeadFilter): string {
  return filter.map(writeCondition).join(" ");
}

export function writeCondition({ field, of, values, isNot }: Condition): string {
  const not = isNot ? "-" : "";
  if (field === "text") return not + values.map(writeWord).join(" ");
  return `${not}${field}${of ? `.${of}` : ""}:${values.map(writeValue).join(",")}`;
}

/** As it stands behind the colon: in quotes where it holds what separates values. */
export function writeValue(value: string): string {
  return /^[^\s",\\]+$/.test(value) ? value : quoted(value);
}

/** A word that could be read as a field or as its opposite stands in quotes. */
function writeWord(word: string): string {
  return /^[^\s":-][^\s":]*$/.test(word) ? word : quoted(word);
}

function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}
