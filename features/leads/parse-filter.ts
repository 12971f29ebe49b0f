import {
  type Condition,
  FILTER_FIELDS,
  type FilterField,
  isSameCondition,
  type LeadFilter,
} from "#features/leads/lead-filter.ts";
import { parseValue } from "#features/leads/parse-value.ts";

/** A part of the text that says nothing; the rest of the filter works without it. */
export type FilterProblem = {
  code: "unknown_field" | "unknown_value" | "no_value" | "open_quote" | "too_long";
  /** Where it stands in the text, in UTF-16 units. */
  at: number;
  length: number;
  token: string;
  field?: FilterField;
};

export type ParsedFilter = { filter: LeadFilter; problems: FilterProblem[] };

/** The parameters of an address, as pages get them. */
export type SearchParams = Record<string, string | string[] | undefined>;

/** The filter that an address holds. Other parameters are somebody else's. */
export function readFilter(params: SearchParams): ParsedFilter {
  return parseFilter(filterText(params));
}

/** The text of the filter in an address, as it was typed; several parts of it are one filter. */
export function filterText(params: SearchParams): string {
  return [params.q ?? []].flat().join(" ");
}

/** Holds a selection of MAX_NUMBERS leads with numbers of nine digits. */
const MAX_LENGTH = 12_000;
const MAX_VALUES = 50;
/** A selection names every lead. */
const MAX_NUMBERS = 1_000;

/** Other names that people know fields and values by. */
const FIELD_ALIASES: ReadonlyMap<string, FilterField> = new Map([
  ["source", "marketplace"],
  ["follow-up", "due"],
]);

/**
 * Reads a filter as people type it: `action:contact country:DE,AT owner:none received:7d -is:dnc "two words"`. Spaces
 * mean and, commas or, a minus in front not. Never throws: what cannot be read is named, and the rest holds.
 */
export function parseFilter(given: string): ParsedFilter {
  const text = given.slice(0, MAX_LENGTH).replaceAll("\0", " ");
  const filter: Condition[] = [];
  const problems: FilterProblem[] = [];
  if (given.length > MAX_LENGTH) {
    problems.push({ code: "too_long", at: MAX_LENGTH, length: given.length - MAX_LENGTH, token: "" });
  }

  for (const token of tokensOf(text)) {
    const point = { at: token.at, length: token.length, token: text.slice(token.at, token.at + token.length) };
    if (token.isOpen) problems.push({ code: "open_quote", ...point });
    if (token.field === null) {
      const words = token.items.map(({ value }) => value.trim().replace(/\s+/g, " ")).filter(Boolean);
      if (words.length > 0) add({ field: "text", values: words, ...negated(token.isNot) });
      continue;
    }
    const field = fieldOf(token.field);
    if (!field || (token.of !== null && field !== "delivery")) {
      problems.push({ code: "unknown_field", ...point });
      continue;
    }
    if (token.items.length === 0) problems.push({ code: "no_value", ...point, field });
    const values: string[] = [];
    for (const item of token.items) {
      const value = parseValue(field, item.value);
      if (value === null)
        problems.push({ code: "unknown_value", at: item.at, length: item.length, token: item.value, field });
      else if (!values.includes(value)) values.push(value);
    }
    const kept = values.slice(0, field === "number" ? MAX_NUMBERS : MAX_VALUES);
    if (kept.length > 0) {
      add(evened({ field, ...(token.of && { of: token.of.toLowerCase() }), values: kept, ...negated(token.isNot) }));
    }
  }
  return { filter, problems };

  function add(condition: Condition) {
    if (!filter.some((one) => isSameCondition(one, condition))) filter.push(condition);
  }
}

function negated(isNot: boolean): { isNot?: true } {
  return isNot ? { isNot } : {};
}

/** The field that people mean by a name, whatever its case. */
export function fieldOf(name: string): FilterField | undefined {
  const known = name.toLowerCase();
  return FIELD_ALIASES.get(known) ?? FILTER_FIELDS.find((field) => field === known && field !== "text");
}

/** `is:test` is what people type for what the field `test` says, because test leads are hidden unless asked for. */
function evened(condition: Condition): Condition {
  const { field, values, isNot } = condition;
  if (field === "is" && values.length === 1 && values[0] === "test") {
    return { field: "test", values: [isNot ? "hidden" : "only"] };
  }
  return condition;
}

export type Item = { value: string; at: number; length: number };
export type Token = {
  at: number;
  length: number;
  isNot: boolean;
  /** What stands before the colon; null for a word. */
  field: string | null;
  of: string | null;
  items: Item[];
  /** A quote was opened and never closed. */
  isOpen: boolean;
};

/** The words and conditions of a text, as they are typed. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const token = readToken(text, at);
    tokens.push(token);
    at += token.length;
  }
  return tokens;
}

const FIELD = /(-?)([a-z][a-z_-]*)(?:\.([\w-]+))?:/iy;

function readToken(text: string, start: number): Token {
  FIELD.lastIndex = start;
  const head = FIELD.exec(text);
  const isNot = text.charAt(start) === "-" && start + 1 < text.length && !/\s/.test(text.charAt(start + 1));
  let at = head ? start + head[0].length : start + (isNot ? 1 : 0);
  const items: Item[] = [];
  let isOpen = false;

  while (at < text.length && !/\s/.test(text.charAt(at))) {
    if (head && text.charAt(at) === ",") {
      at += 1;
      continue;
    }
    const item = text.charAt(at) === '"' ? readQuoted(text, at) : readBare(text, at, head !== null);
    items.push(item);
    isOpen ||= item.isOpen;
    at += item.length;
    if (!head) break;
  }
  return { at: start, length: at - start, isNot, field: head?.[2] ?? null, of: head?.[3] ?? null, items, isOpen };
}

function readBare(text: string, at: number, isInList: boolean): Item & { isOpen: boolean } {
  const end = text.slice(at).search(isInList ? /[\s,]/ : /\s/);
  const value = end < 0 ? text.slice(at) : text.slice(at, at + end);
  return { value, at, length: value.length, isOpen: false };
}

function readQuoted(text: string, at: number): Item & { isOpen: boolean } {
  const [whole = "", inside = "", close] = /^"((?:[^"\\]|\\[\s\S]|\\$)*)("?)/.exec(text.slice(at)) ?? [];
  return { value: inside.replace(/\\([\s\S])/g, "$1"), at, length: whole.length, isOpen: close !== '"' };
}
