export type Condition = { name: string; holds(value: unknown): boolean };

/**
 * The conditions of `SELECT … FROM Lead WHERE a = 'b' AND CreatedDate >= 2026-11-22T00:00:00Z LIMIT 1`, which is all the
 * fake Salesforce knows of SOQL; null for anything else. Texts are compared without regard to case and escaped as in
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_quotedstringescapes.htm.
 */
export function readConditions(soql: string): Condition[] | null {
  const [, where] = /^SELECT .+ FROM Lead WHERE (.+?)(?: LIMIT \d+)?$/s.exec(soql) ?? [];
  if (!where) return null;
  const conditions = [...where.matchAll(CONDITION)];
  const isAll = conditions.map(([text]) => text).join("") === where;
  return isAll ? conditions.map(([, name = "", text, time]) => ({ name, holds: comparison(text, time) })) : null;
}

const CONDITION = /(\w+) *(?:= *'((?:[^'\\]|\\.)*)'|>= *([\d:.TZ+-]+))(?: AND |$)/gs;

function comparison(text: string | undefined, time = ""): Condition["holds"] {
  if (text === undefined) return (value) => Date.parse(String(value)) >= Date.parse(time);
  const wanted = text.replace(/\\(.)/gs, (_match, letter: string) => ESCAPES.get(letter) ?? letter).toLowerCase();
  return (value) => String(value ?? "").toLowerCase() === wanted;
}

const ESCAPES = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);
