import type { TargetField } from "#connectors/connector.ts";
import { convertValue, type MappedValue } from "#features/mappings/convert-value.ts";

/** What a test record starts with, so that nobody calls the person it was made from. */
export const TEST_MARK = "TEST";

/**
 * The values with the mark before the text that people look at first: the first one the destination requires, else its
 * name or title. An e-mail address becomes one that belongs to nobody, so that no real record is found by it and
 * filled in, and no automation of the destination writes to the person. Null where there is no text to mark.
 */
export function markTestRecord(
  values: Record<string, MappedValue>,
  fields: TargetField[],
  recordId: string,
): Record<string, MappedValue> | null {
  const address = testAddress(recordId);
  const harmless = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, isAddress(value) ? address : value]),
  );
  const field = fieldToMark(values, fields);
  if (!field) return null;
  const marked = convertValue(`${TEST_MARK} ${values[field.name]}`, field);
  return marked.ok ? { ...harmless, [field.name]: marked.value } : null;
}

/** Belongs to nobody (RFC 2606), and to no other test record. */
export function testAddress(recordId: string): string {
  return `test-${recordId.slice(-12)}@example.com`;
}

/** What a record is called, the best first. */
const NAMES = [/last_?name|surname/i, /subject|topic/i, /name/i, /title/i];

function fieldToMark(values: Record<string, MappedValue>, fields: TargetField[]): TargetField | undefined {
  const known = fields.length > 0 ? fields : Object.keys(values).map(textField);
  const texts = known.filter(
    ({ name, type }) =>
      (type === "string" || type === "text") && typeof values[name] === "string" && !isAddress(values[name]),
  );
  const named = NAMES.map((pattern) => texts.find(({ name }) => pattern.test(name)));
  return texts.find(({ required }) => required) ?? named.find((field) => field !== undefined) ?? texts[0];
}

function isAddress(value: unknown): boolean {
  return typeof value === "string" && /^[^\s@]+@[^\s@]+$/.test(value);
}

function textField(name: string): TargetField {
  return { name, label: name, type: "text", required: false };
}
