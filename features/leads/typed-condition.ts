import type { FilterField } from "#features/leads/lead-filter.ts";
import { fieldOf, type Token, tokensOf } from "#features/leads/parse-filter.ts";

/** What somebody is typing in the text of a filter. */
export type TypedCondition = {
  /** The place in the text that a suggestion takes. */
  from: number;
  to: number;
  /** What is typed of it so far. */
  typed: string;
  /** Whose value it is; null while it is a word that may become the name of a field. */
  field: FilterField | null;
  of?: string;
  /** The text without the whole condition: what its values are counted beside. */
  rest: string;
};

/** The word or value at the caret. */
export function typedAt(text: string, caret: number): TypedCondition {
  const token = tokensOf(text).findLast(({ at, length }) => at <= caret && caret <= at + length);
  if (!token) return { from: caret, to: caret, typed: "", field: null, rest: text };

  const end = token.at + token.length;
  const rest = `${text.slice(0, token.at)}${text.slice(end)}`;
  const name = token.at + (token.isNot ? 1 : 0);
  const colon = token.field === null ? end : text.indexOf(":", token.at);
  if (caret <= colon) {
    const to = token.field === null ? end : colon + 1;
    return { from: name, to, typed: text.slice(name, caret), field: null, rest };
  }
  return { ...valueAt(token, caret), field: fieldOf(token.field ?? "") ?? null, of: token.of ?? undefined, rest };
}

function valueAt({ items }: Token, caret: number) {
  const item = items.find(({ at, length }) => at <= caret && caret <= at + length);
  return item ? { from: item.at, to: item.at + item.length, typed: item.value } : { from: caret, to: caret, typed: "" };
}

/** The text with the suggestion where it was typed, and the caret behind it; a value is followed by a space. */
export function insertAt(
  text: string,
  { from, to }: Pick<TypedCondition, "from" | "to">,
  insert: string,
): { text: string; caret: number } {
  const behind = text.slice(to);
  const space = insert.endsWith(":") || /^[\s,]/.test(behind) ? "" : " ";
  return { text: text.slice(0, from) + insert + space + behind, caret: from + insert.length + space.length };
}
