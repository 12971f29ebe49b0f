import type { TargetField } from "#connectors/connector.ts";

export type ValueWords = { name: string; label: string; text: string };

/**
 * Values by destination field, as people read them: in the destination's own order, because jsonb forgets the one in
 * which they were sent, with its labels for fields and choices.
 */
export function valueWords(values: Record<string, unknown>, fields: TargetField[]): ValueWords[] {
  const places = new Map(fields.map((field, place) => [field.name, { field, place }]));
  return Object.entries(values)
    .toSorted(([a], [b]) => (places.get(a)?.place ?? fields.length) - (places.get(b)?.place ?? fields.length))
    .map(([name, value]) => {
      const field = places.get(name)?.field;
      return { name, label: field?.label ?? name, text: wordsOf(value, field) };
    });
}

function wordsOf(value: unknown, field: TargetField | undefined): string {
  const choice = field?.choices?.find((one) => one.value === value)?.label;
  return choice ?? (typeof value === "object" ? JSON.stringify(value) : String(value));
}
