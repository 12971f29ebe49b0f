import type { MappingRow } from "#connectors/connector.ts";

/** What one mapping does differently with one field of the destination. */
export type FieldChange = {
  field: string;
  /** Null where the field was not mapped before, or is not any more. */
  before: MappingRow | null;
  after: MappingRow | null;
  /** Which parts of the row differ; all of them where one side has no row. */
  aspects: Aspect[];
};

export const ASPECTS = ["value", "fallback", "whenEmpty", "whenExists"] as const;
export type Aspect = (typeof ASPECTS)[number];

/** Field by field, in the order of the newer mapping; the order of rows changes nothing for a destination. */
export function compareMappings(before: MappingRow[], after: MappingRow[]): FieldChange[] {
  const [old, fresh] = [before, after].map((rows) => new Map(rows.map((row) => [row.target, row])));
  const fields = new Set([...after, ...before].map(({ target }) => target));
  return [...fields]
    .map((field) => changeOf(field, old?.get(field) ?? null, fresh?.get(field) ?? null))
    .filter(({ aspects }) => aspects.length > 0);
}

function changeOf(field: string, before: MappingRow | null, after: MappingRow | null): FieldChange {
  const aspects = ASPECTS.filter(
    (aspect) => !before || !after || fingerprint(before, aspect) !== fingerprint(after, aspect),
  );
  return { field, before, after, aspects };
}

/** What a row says without saying it. */
const DEFAULTS = { whenEmpty: "omit", whenExists: "overwrite" } as const;

function fingerprint(row: MappingRow, aspect: Aspect): string {
  return JSON.stringify({ ...DEFAULTS, ...row }[aspect], sorted);
}

/** jsonb gives keys back in an order of its own. */
function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
