import type { ByteWriter } from "#lib/byte-writer.ts";
import type { RowWriter } from "#lib/row-writer.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const [TRUE, FALSE, NULL] = [Buffer.from("true"), Buffer.from("false"), Buffer.from("null")];
const END_OF_ROW = Buffer.from("}\n");
/** How JSON writes what cannot stand in a string as it is, by its byte. */
const ESCAPES = new Map<number, Buffer>(
  [...Array(SPACE).keys(), QUOTE, BACKSLASH].map((code) => [
    code,
    Buffer.from(JSON.stringify(String.fromCharCode(code)).slice(1, -1)),
  ]),
);
const IS_ESCAPED = Uint8Array.from({ length: 256 }, (_, byte) => Number(ESCAPES.has(byte)));

/** JSON lines: one object for each row, with all of its keys (https://jsonlines.org). */
export function jsonRows(out: ByteWriter): RowWriter {
  let keys: Buffer[] = [];
  let column = 0;

  const key = () => {
    const bytes = keys[column];
    if (!bytes) throw new Error("A row has no more cells than the table has columns");
    out.put(bytes);
    column += 1;
  };
  return {
    head: (columns) => {
      keys = columns.map((name, index) => Buffer.from(`${index === 0 ? "{" : ","}${JSON.stringify(name)}:`));
    },
    text: (bytes, start, end) => {
      key();
      string(out, bytes, start, end);
    },
    json: (bytes, start, end) => {
      key();
      out.put(bytes.subarray(start, end));
    },
    boolean: (value) => {
      key();
      out.put(value ? TRUE : FALSE);
    },
    nothing: () => {
      key();
      out.put(NULL);
    },
    endRow: () => {
      out.put(END_OF_ROW);
      column = 0;
    },
    end: () => {},
  };
}

function string(out: ByteWriter, source: Uint8Array, start: number, end: number): void {
  // The longest escape makes six bytes of one.
  out.room(6 * (end - start) + 2);
  const { bytes } = out;
  let at = out.length;
  bytes[at++] = QUOTE;
  for (let index = start; index < end; index += 1) {
    const byte = source[index] ?? 0;
    const escaped = IS_ESCAPED[byte] === 1 ? ESCAPES.get(byte) : undefined;
    if (escaped) {
      bytes.set(escaped, at);
      at += escaped.length;
    } else bytes[at++] = byte;
  }
  bytes[at++] = QUOTE;
  out.length = at;
}
