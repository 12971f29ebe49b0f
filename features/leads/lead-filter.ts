import { FORWARDING, LEAD_ACTIONS, LEAD_STATUSES, MARKETPLACES } from "#features/leads/lead-words.ts";

/** What can be asked of a lead; `text` are the words that stand alone. */
export const FILTER_FIELDS = [
  "text",
  "action",
  "marketplace",
  "offer",
  "publisher",
  "country",
  "status",
  "owner",
  "is",
  "test",
  "delivery",
  "received",
  "due",
  "touch",
  "has",
  "tag",
  "domain",
  "endpoint",
  "mentions",
  "number",
] as const;
export type FilterField = (typeof FILTER_FIELDS)[number];

/** Fields whose values can be chosen from a list, in the order in which they are offered. */
export const LISTED_FIELDS = [
  "action",
  "offer",
  "country",
  "status",
  "owner",
  "received",
  "tag",
  "due",
  "delivery",
  "is",
  "has",
  "touch",
  "mentions",
  "marketplace",
  "publisher",
  "domain",
  "endpoint",
  "test",
] as const;
export type ListedField = (typeof LISTED_FIELDS)[number];

export function isListedField(field: FilterField): field is ListedField {
  return LISTED_FIELDS.some((listed) => listed === field);
}

/** One thing that is asked. The values are alternatives; `none` means that the lead has no value there. */
export type Condition = {
  field: FilterField;
  /** Of `delivery`: which destination, by its id or its connector; without it any. */
  of?: string;
  values: readonly string[];
  /** Asks for the leads of which it is not true. */
  isNot?: true;
};

/**
 * What a list of leads asks for: one filter for the inbox, its counts, rules, the export and the API. All conditions
 * must hold. Test leads are hidden unless a condition speaks of them.
 */
export type LeadFilter = readonly Condition[];

export const EVERYTHING: LeadFilter = [];

/** Also what nobody asks for by default: test leads. */
export const WITH_TESTS: LeadFilter = [{ field: "test", values: ["shown"] }];

export const RECEIVED_HOURS: ReadonlyMap<string, number> = new Map([
  ["24h", 24],
  ["7d", 7 * 24],
  ["30d", 30 * 24],
  ["90d", 90 * 24],
]);

export const DUE_WORDS = ["overdue", "today", "7d", "none"] as const;

/** Hours from the arrival to the first touch, from and below; `none`: not touched yet. */
export const TOUCH_HOURS: ReadonlyMap<string, [number, number]> = new Map([
  ["1h", [0, 1]],
  ["4h", [1, 4]],
  ["24h", [4, 24]],
  ["late", [24, Number.POSITIVE_INFINITY]],
]);

/** Fields whose values are a closed list; the others take any text, or what parse-value.ts reads. */
export const FIELD_VALUES: Partial<Record<FilterField, readonly string[]>> = {
  action: LEAD_ACTIONS,
  marketplace: MARKETPLACES,
  status: LEAD_STATUSES,
  is: ["dnc", "repeat", "incomplete", "unread"],
  test: ["hidden", "shown", "only"],
  delivery: FORWARDING,
  touch: [...TOUCH_HOURS.keys(), "none"],
  has: ["email", "phone", "company", "message", "note", "follow_up"],
  mentions: ["me"],
};

/** The values of a field in their own order, where it has few and all are known; days may be given besides. */
export function knownValues(field: FilterField): readonly string[] | undefined {
  if (field === "received") return [...RECEIVED_HOURS.keys()];
  return field === "due" ? DUE_WORDS : FIELD_VALUES[field];
}

/** The values that the filter allows in a field; empty where it asks nothing of it. What it forbids is not among them. */
export function valuesOf(filter: LeadFilter, field: FilterField): readonly string[] {
  return filter.find((condition) => condition.field === field && !condition.isNot && !condition.of)?.values ?? [];
}

/** The same filter, allowing these values of the field and no others; without values it no longer asks about it. */
export function withValues(filter: LeadFilter, field: FilterField, values: readonly string[]): LeadFilter {
  const isReplaced = (condition: Condition) => condition.field === field && !condition.isNot && !condition.of;
  const at = filter.findIndex(isReplaced);
  const others = filter.filter((condition) => !isReplaced(condition));
  return values.length === 0 ? others : others.toSpliced(at < 0 ? others.length : at, 0, { field, values });
}

export function withoutCondition(filter: LeadFilter, condition: Condition): LeadFilter {
  return filter.filter((one) => one !== condition);
}

/** The words searched for, and everything else: the search box and the chips. */
export function splitFilter(filter: LeadFilter): { words: LeadFilter; chips: LeadFilter } {
  const isWord = ({ field }: Condition) => field === "text";
  return { words: filter.filter(isWord), chips: filter.filter((condition) => !isWord(condition)) };
}

/** What was searched for, to mark it where it is shown. */
export function searchedWords(filter: LeadFilter): readonly string[] {
  return filter.flatMap(({ field, values, isNot }) => (field === "text" && !isNot ? values : []));
}

/** The same filter with another condition in the place of one; with none there, it is added behind. */
export function withCondition(filter: LeadFilter, condition: Condition, instead?: Condition): LeadFilter {
  const at = instead ? filter.indexOf(instead) : -1;
  const changed = at < 0 ? [...filter, condition] : filter.with(at, condition);
  return changed.filter((one, place) => changed.findIndex((other) => isSameCondition(one, other)) === place);
}

export function isSameCondition(one: Condition, other: Condition): boolean {
  return (
    one.field === other.field &&
    one.of === other.of &&
    one.isNot === other.isNot &&
    one.values.length === other.values.length &&
    one.values.every((value) => other.values.includes(value))
  );
}

export function isSameFilter(one: LeadFilter, other: LeadFilter): boolean {
  return (
    one.length === other.length && one.every((condition) => other.some((each) => isSameCondition(condition, each)))
  );
}
