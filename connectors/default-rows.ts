import type { FieldPart, MappingPart, MappingRow, MappingTransform } from "#connectors/connector.ts";

/** A row of the mapping a new destination starts with. */
export function row(
  target: string,
  value: MappingPart[],
  { fallback = [], ...rules }: Pick<Partial<MappingRow>, "fallback" | "whenExists"> = {},
): MappingRow {
  return { target, value, fallback, ...rules };
}

export function field(name: string, transform?: MappingTransform): FieldPart {
  return { kind: "field", field: name, ...(transform && { transform }) };
}

export function text(words: string): MappingPart {
  return { kind: "text", text: words };
}

export function firstOf(...fields: FieldPart[]): MappingPart {
  return { kind: "first", fields };
}
