import type { MappingPart, MappingRow, TargetField } from "#connectors/connector.ts";
import { LEAD_VALUE_GROUPS, leadValue, type MappableLead } from "#features/mappings/lead-values.ts";
import { likeness } from "#features/mappings/similar-texts.ts";
import { suggestedValue } from "#features/mappings/suggest-row.ts";

/** What these leads bring and no row takes: names of lead-values.ts, new keys of Microsoft's last. */
export function findLeftovers(leads: MappableLead[], rows: MappingRow[]): string[] {
  const used = new Set(
    rows
      .flatMap(({ value, fallback }) => [...value, ...fallback])
      .flatMap(namesIn)
      .flatMap(coveredBy),
  );
  const brought = (group: "campaign" | "extra") =>
    [...new Set(leads.flatMap((lead) => Object.keys(lead[group])))].sort().map((key) => `${group}.${key}`);
  return [...LEAD_VALUE_GROUPS.lead, ...brought("campaign"), ...brought("extra")].filter(
    (name) => !used.has(name) && leads.some((lead) => leadValue(lead, name).trim() !== ""),
  );
}

/** `appends`: the field has a value already, and this one would stand under it. */
export type LikelyTarget = { field: TargetField; appends: boolean };

const LIKE_ENOUGH = 0.4;
const MAX_TARGETS = 4;

/** Where a leftover would fit: unmapped fields of a similar name, then those with room for everything. */
export function likelyTargets(name: string, rows: MappingRow[], fields: TargetField[]): LikelyTarget[] {
  const words = name.slice(name.indexOf(".") + 1);
  const isMapped = ({ name }: TargetField) => rows.some(({ target, value }) => target === name && value.length > 0);
  const fitness = (field: TargetField) =>
    suggestedValue(field) === name ? 1 : Math.max(likeness(words, field.name), likeness(words, field.label));

  const writable = fields.filter(({ readOnly }) => !readOnly);
  const alike = writable
    .filter((field) => !isMapped(field) && !field.choices && fitness(field) >= LIKE_ENOUGH)
    .sort((a, b) => fitness(b) - fitness(a));
  const roomy = writable.filter((field) => field.type === "text" && !alike.includes(field));
  return [...alike.slice(0, MAX_TARGETS - 1), ...roomy]
    .slice(0, MAX_TARGETS)
    .map((field) => ({ field, appends: isMapped(field) }));
}

function namesIn(part: MappingPart): string[] {
  if (part.kind === "text") return [];
  return part.kind === "field" ? [part.field] : part.fields.map(({ field }) => field);
}

/** What Buzón works out says what it was worked out from. */
function coveredBy(name: string): string[] {
  return [name, ...(SOURCES[name] ?? [])];
}

const SOURCES: Partial<Record<string, string[]>> = {
  full_name: ["first_name", "last_name"],
  contact_summary: ["title", "company"],
  action: ["action_code"],
  marketplace: ["lead_source"],
  country_code: ["country"],
  country_name: ["country"],
  message: ["description"],
};
