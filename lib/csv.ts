import type { ByteWriter } from "#lib/byte-writer.ts";
import type { RowWriter } from "#lib/row-writer.ts";

/**
 * `spreadsheet`: for people who open the file by double click. A byte order mark makes Excel read UTF-8, every cell is
 * quoted, and no cell can start a calculation (`guardCell`). `program`: RFC 4180, every text byte for byte.
 */
export type CsvKind = "spreadsheet" | "program";
export type CsvDelimiter = "," | ";";

const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const PLUS = 0x2b;
const [CR, LF] = [0x0d, 0x0a];
const END_OF_ROW = Buffer.of(CR, LF);
const [TRUE, FALSE] = [Buffer.from("true"), Buffer.from("false")];
const BYTE_ORDER_MARK = Buffer.from("\ufeff");

export function csvRows(out: ByteWriter, kind: CsvKind, delimiter: CsvDelimiter): RowWriter {
  const separator = delimiter.charCodeAt(0);
  const writeCell = kind === "spreadsheet" ? writeQuoted : writePlain;
  let isFirst = true;

  const text: RowWriter["text"] = (bytes, start, end) => {
    // Everything twice, the separator, two quotes and an apostrophe.
    out.room(2 * (end - start) + 4);
    const at = isFirst ? out.length : out.length + 1;
    if (!isFirst) out.bytes[at - 1] = separator;
    isFirst = false;
    out.length = writeCell(out.bytes, at, bytes, start, end, separator);
  };
  const endRow = () => {
    out.put(END_OF_ROW);
    isFirst = true;
  };
  return {
    head: (columns) => {
      if (kind === "spreadsheet") out.put(BYTE_ORDER_MARK);
      for (const name of columns) text(Buffer.from(name), 0, Buffer.byteLength(name));
      endRow();
    },
    text,
    json: text,
    boolean: (value) => (value ? text(TRUE, 0, TRUE.length) : text(FALSE, 0, FALSE.length)),
    nothing: () => text(TRUE, 0, 0),
    endRow,
    end: () => {},
  };
}

/** Writes at `at`, where there is room, and gives the place behind it. */
type CellWriter = (
  target: Uint8Array,
  at: number,
  source: Uint8Array,
  start: number,
  end: number,
  separator: number,
) => number;

/** In quotes only where it must be. */
const writePlain: CellWriter = (target, at, source, start, end, separator) => {
  let next = at;
  for (let index = start; index < end; index += 1) {
    const byte = source[index] ?? 0;
    if (byte === separator || byte === QUOTE || byte === CR || byte === LF) {
      return quote(target, at, source, start, end, false);
    }
    target[next++] = byte;
  }
  return next;
};

const writeQuoted: CellWriter = (target, at, source, start, end) =>
  quote(target, at, source, start, end, isDangerousCell(source, start, end));

function quote(
  target: Uint8Array,
  at: number,
  source: Uint8Array,
  start: number,
  end: number,
  isGuarded: boolean,
): number {
  let next = at;
  target[next++] = QUOTE;
  if (isGuarded) target[next++] = APOSTROPHE;
  for (let index = start; index < end; index += 1) {
    const byte = source[index] ?? 0;
    if (byte === QUOTE) target[next++] = QUOTE;
    target[next++] = byte;
  }
  target[next++] = QUOTE;
  return next;
}

/** What `isDangerous` says of the text; nearly always its first bytes tell. */
function isDangerousCell(bytes: Uint8Array, start: number, end: number): boolean {
  if (start === end) return false;
  const first = bytes[start] ?? 0;
  if (isDigit(first)) {
    if (leadingDigits(bytes, start, end) <= EXACT_DIGITS) return false;
  } else if (isHarmlessBeginning(first, bytes[start + 1] ?? 0)) return false;
  if (first === PLUS && isPlainTelephone(bytes, start + 1, end)) return false;
  return isDangerous(decoder.decode(bytes.subarray(start, end)));
}

/** What spreadsheets keep of a number. */
const EXACT_DIGITS = 15;

function leadingDigits(bytes: Uint8Array, start: number, end: number): number {
  let index = start;
  while (index < end && index <= start + EXACT_DIGITS && isDigit(bytes[index] ?? 0)) index += 1;
  return index - start;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** By the first two bytes: what is known of texts that begin with such a character. Found out when first met. */
const beginnings = new Uint8Array(0x10000);
const [HARMLESS, DANGEROUS] = [1, 2];

function isHarmlessBeginning(first: number, second: number): boolean {
  // Too many characters of four bytes begin alike.
  if (first >= 0xf0) return false;
  const key = first < 0x80 ? first : first * 0x100 + second;
  if (beginnings[key] === 0) {
    const isHarmless = charactersOf(first, second).every((character) => !isDangerous(`${character}=1`));
    beginnings[key] = isHarmless ? HARMLESS : DANGEROUS;
  }
  return beginnings[key] === HARMLESS;
}

function charactersOf(first: number, second: number): string[] {
  if (first < 0x80) return [String.fromCharCode(first)];
  if (first < 0xe0) return [decoder.decode(Uint8Array.of(first, second))];
  return Array.from({ length: 64 }, (_, last) => decoder.decode(Uint8Array.of(first, second, 0x80 + last)));
}

/** A telephone number without hyphens and dots, of which `isTelephone` need not look closer. */
function isPlainTelephone(bytes: Uint8Array, start: number, end: number): boolean {
  let digits = 0;
  for (let index = start; index < end; index += 1) {
    const byte = bytes[index] ?? 0;
    if (isDigit(byte)) digits += 1;
    else if (byte !== 0x20 && byte !== 0x28 && byte !== 0x29) return false;
  }
  return digits >= 5 && digits <= EXACT_DIGITS;
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

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
