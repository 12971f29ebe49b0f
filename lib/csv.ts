import { type Options, type Stringifier, stringify } from "csv-stringify";

/**
 * `spreadsheet`: for people who open the file by double click. A byte order mark makes Excel read UTF-8, every cell is
 * quoted, and no cell can start a calculation (`guardCell`). `program`: RFC 4180, every text byte for byte.
 */
export type CsvKind = "spreadsheet" | "program";
export type CsvDelimiter = "," | ";";

/** Turns objects into the lines of a file, header first. Give it rows as its reader takes them. */
export function csvStringifier(columns: string[], kind: CsvKind, delimiter: CsvDelimiter): Stringifier {
  return stringify({
    columns,
    delimiter,
    header: true,
    record_delimiter: "\r\n",
    cast: { boolean: String, string: kind === "spreadsheet" ? guardCell : (text) => text },
    ...(kind === "spreadsheet" && { bom: true, quoted: true, quoted_empty: true }),
  } satisfies Options);
}

/**
 * The text with a `'` in front where a spreadsheet would take it for a formula or round it. Telephone numbers stay as
 * they are (docs/decisions/0006-csv-for-spreadsheets.md).
 */
export function guardCell(text: string): string {
  return isDangerous(text) ? `'${text}` : text;
}

/** What `guardCell` was given: for whoever reads such a file back. */
export function unguardCell(cell: string): string {
  return cell.startsWith("'") && isDangerous(cell) ? cell.slice(1) : cell;
}

/** Text behind apostrophes counts too, so that taking one `'` away always gives the text back. */
function isDangerous(text: string): boolean {
  const bare = text.replace(/^'+/, "");
  return startsFormula(bare) || isRounded(bare);
}

/** Invisible characters before it and full-width forms of it do not keep every spreadsheet from reading a formula. */
function startsFormula(text: string): boolean {
  const visible = text.replace(/^[\p{Cf}\p{Mn}\p{Co}\p{Cn}]+/u, "");
  if (/^[\t\r\n]/.test(visible)) return true;
  const start = visible.normalize("NFKC").replace(/^[\s\p{C}\p{Mn}\p{Z}]+/u, "");
  return /^[=+\-@]/.test(start) && !isTelephone(text);
}

/**
 * A plus, digits and what people put between them. With a hyphen, which subtracts, or a single dot, which makes a
 * decimal, only where two groups of digits also stand side by side, because with those no spreadsheet calculates.
 */
function isTelephone(text: string): boolean {
  if (!/^\+[\d ().\u00a0\u202f-]+$/.test(text)) return false;
  const digits = text.replace(/\D/g, "").length;
  const couldCalculate = text.includes("-") || text.split(".").length === 2;
  return digits >= 5 && digits <= 15 && (!couldCalculate || SIDE_BY_SIDE.test(text));
}

const SIDE_BY_SIDE = /\d[ \u00a0\u202f]+\(?\d|\d\(|\)[ \u00a0\u202f]*\d/;

/** Spreadsheets keep 15 digits of a number; telephone numbers have at most as many (ITU-T E.164). */
function isRounded(text: string): boolean {
  return /^\d{16,}$/.test(text.trim());
}
