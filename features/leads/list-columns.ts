/** What the inbox can show of a lead beside its name, in the order in which it is offered. */
export const COLUMNS = [
  "action",
  "offer",
  "country",
  "status",
  "forwarding",
  "owner",
  "received",
  "follow_up",
  "tags",
  "notes",
  "first_touch",
  "title",
  "email",
  "phone",
  "local_time",
  "publisher",
  "endpoint",
  "number",
] as const;
export type Column = (typeof COLUMNS)[number];
export type Columns = readonly Column[];

export const USUAL_COLUMNS: Columns = COLUMNS.slice(0, 7);

/** Stands for the name, which every list begins with, where the address asks for no other column. */
const NAME_ALONE = "lead";

/**
 * The columns that an address or a saved view names, in its order; what is unknown is left out. The usual ones where it
 * names none.
 */
export function parseColumns(given: string | readonly string[] | null | undefined): Columns {
  const names = (typeof given === "string" ? [given] : (given ?? [])).flatMap((part) => part.split(","));
  const known = new Set(names.map((name) => name.trim()).flatMap((name) => COLUMNS.find((one) => one === name) ?? []));
  return known.size > 0 || names.includes(NAME_ALONE) ? [...known] : USUAL_COLUMNS;
}

/** For the address; undefined for the usual ones, which it need not name. */
export function writeColumns(columns: Columns): string | undefined {
  const isUsual =
    columns.length === USUAL_COLUMNS.length && columns.every((column, at) => column === USUAL_COLUMNS[at]);
  return isUsual ? undefined : columns.join(",") || NAME_ALONE;
}

/** With the column where it was not, without it where it was; a new one comes last. */
export function withColumn(columns: Columns, column: Column, isShown: boolean): Columns {
  const others = columns.filter((one) => one !== column);
  return isShown ? [...others, column] : others;
}

/** The column one place further to the front (-1) or to the end (1); the same columns where there is no place. */
export function moveColumn(columns: Columns, column: Column, step: -1 | 1): Columns {
  const at = columns.indexOf(column);
  const to = at + step;
  if (at < 0 || to < 0 || to >= columns.length) return columns;
  return columns.toSpliced(at, 1).toSpliced(to, 0, column);
}
