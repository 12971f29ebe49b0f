import type { ByteWriter } from "#lib/byte-writer.ts";
import type { RowWriter } from "#lib/row-writer.ts";

/**
 * What an XLSX sheet holds at most, header included, and what one of its cells does.
 * https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3
 */
export const MAX_SHEET_ROWS = 1_048_576;
const MAX_CELL_UNITS = 32_767;

const HEAD =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">' +
  '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>';
const [TRUE, FALSE] = [Buffer.from("true"), Buffer.from("false")];
const [ROW, ROW_END] = [Buffer.from('<row r="'), Buffer.from('">')];
/** Style 1 is text, so that a cell which is edited stays text: a number keeps its zeros, `=1+1` never calculates. */
const CELL = Buffer.from('" s="1" t="inlineStr"><is><t>');
const SPACED_CELL = Buffer.from('" s="1" t="inlineStr"><is><t xml:space="preserve">');
const CELL_END = Buffer.from("</t></is></c>");
const END_OF_ROW = Buffer.from("</row>");

/** The XML of a sheet (xlsx.ts makes the file of it). Every cell is text, and a row has only the cells that hold any. */
export function sheetRows(out: ByteWriter): RowWriter {
  let names: Buffer[] = [];
  let columnCount = 0;
  let column = 0;
  let row = 0;
  let number = Buffer.alloc(0);

  const beginRow = () => {
    row += 1;
    if (row > MAX_SHEET_ROWS) throw new Error("More leads came while the file was made than a sheet has rows");
    number = Buffer.from(String(row));
    out.put(ROW);
    out.put(number);
    out.put(ROW_END);
    column = 0;
  };
  const endRow = () => {
    out.put(END_OF_ROW);
    column = -1;
  };
  const text: RowWriter["text"] = (bytes, start, end) => {
    if (column < 0) beginRow();
    const name = names[column++];
    if (!name) throw new Error("A row has no more cells than the table has columns");
    if (start === end) return;
    out.put(name);
    out.put(number);
    out.put(isSpaced(bytes, start, end) ? SPACED_CELL : CELL);
    if (end - start <= MAX_CELL_UNITS) writeXml(out, bytes, start, end);
    else writeLong(out, bytes.subarray(start, end));
    out.put(CELL_END);
  };
  return {
    head: (columns) => {
      columnCount = columns.length;
      names = Array.from({ length: columnCount }, (_, index) => Buffer.from(`<c r="${columnName(index)}`));
      out.put(Buffer.from(HEAD));
      beginRow();
      for (const name of columns) text(Buffer.from(name), 0, Buffer.byteLength(name));
      endRow();
    },
    text,
    json: text,
    boolean: (value) => (value ? text(TRUE, 0, TRUE.length) : text(FALSE, 0, FALSE.length)),
    nothing: () => text(TRUE, 0, 0),
    endRow,
    end: () => {
      const all = `A1:${columnName(columnCount - 1)}${Math.max(1, row)}`;
      // Without this Excel marks every telephone number as a mistake.
      const ignored = `<ignoredErrors><ignoredError sqref="${all}" numberStoredAsText="1"/></ignoredErrors>`;
      out.put(Buffer.from(`</sheetData>${ignored}</worksheet>`));
    },
  };
}

/** A, B, ... Z, AA, AB, ... from 0. */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

/** Readers of XML may drop white space at either end otherwise. */
function isSpaced(bytes: Uint8Array, start: number, end: number): boolean {
  return (bytes[start] ?? 0) <= 0x20 || (bytes[end - 1] ?? 0) <= 0x20;
}

/**
 * How XML writes what cannot stand in it as it is, by its byte. What it cannot hold at all is written as spreadsheets
 * write it, by its code: `_x0001_`, which they read as the character (ECMA-376 part 1, 22.9.2.19).
 */
const ESCAPES = new Map<number, Buffer>([
  ...[...Array(0x20).keys()]
    .filter((code) => code !== 0x09 && code !== 0x0a)
    .map((code) => escapeOf(code, codeOf(code))),
  escapeOf(0x0d, "&#13;"),
  escapeOf(0x26, "&amp;"),
  escapeOf(0x3c, "&lt;"),
  escapeOf(0x3e, "&gt;"),
]);
const LONGEST_ESCAPE = 7;

const UNDERSCORE = 0x5f;
const ESCAPED_UNDERSCORE = Buffer.from(codeOf(UNDERSCORE));
/** U+FFFE and U+FFFF, the last two that XML cannot hold, are EF BF BE and EF BF BF. */
const LAST_OF_PLANE = 0xef;
const [ESCAPED_FFFE, ESCAPED_FFFF] = [Buffer.from(codeOf(0xfffe)), Buffer.from(codeOf(0xffff))];

/** Bytes at which writing has to stop and think. */
const IS_SPECIAL = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(ESCAPES.has(byte) || byte === UNDERSCORE || byte === LAST_OF_PLANE),
);

function escapeOf(code: number, text: string): [number, Buffer] {
  return [code, Buffer.from(text)];
}

function codeOf(unit: number): string {
  return `_x${unit.toString(16).toUpperCase().padStart(4, "0")}_`;
}

function writeXml(out: ByteWriter, source: Uint8Array, start: number, end: number): void {
  out.room(LONGEST_ESCAPE * (end - start));
  const { bytes } = out;
  let at = out.length;
  for (let index = start; index < end; index += 1) {
    const byte = source[index] ?? 0;
    if (IS_SPECIAL[byte] === 0) {
      bytes[at++] = byte;
      continue;
    }
    let escaped = ESCAPES.get(byte);
    if (byte === UNDERSCORE && looksEscaped(source, index, end)) escaped = ESCAPED_UNDERSCORE;
    if (byte === LAST_OF_PLANE && source[index + 1] === 0xbf && (source[index + 2] ?? 0) >= 0xbe) {
      escaped = source[index + 2] === 0xbe ? ESCAPED_FFFE : ESCAPED_FFFF;
      index += 2;
    }
    if (escaped) {
      bytes.set(escaped, at);
      at += escaped.length;
    } else bytes[at++] = byte;
  }
  out.length = at;
}

/** `_x0041_` that a person wrote: its first character is written by its code, so that it is not read as an A. */
function looksEscaped(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + 7 > end || bytes[at + 1] !== 0x78 || bytes[at + 6] !== UNDERSCORE) return false;
  return /^[0-9a-f]{4}$/i.test(String.fromCharCode(...bytes.subarray(at + 2, at + 6)));
}

/** Excel takes a file with a longer cell for a broken one. */
function writeLong(out: ByteWriter, bytes: Uint8Array): void {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const short =
    text.length <= MAX_CELL_UNITS ? text : `${text.slice(0, MAX_CELL_UNITS - 1).replace(/[\ud800-\udbff]$/, "")}…`;
  const encoded = Buffer.from(short);
  writeXml(out, encoded, 0, encoded.length);
}
