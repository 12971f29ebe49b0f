import type { ByteWriter } from "#lib/byte-writer.ts";
import type { RowWriter } from "#lib/row-writer.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const [TRUE, FALSE] = [Buffer.from("true"), Buffer.from("false")];
const END_OF_ROW = Buffer.from("}\n");

/** How JSON writes what cannot stand in a string as it is, by its byte. */
const ESCAPES = new Map<number, Buffer>(
  [...Array(SPACE).keys(), QUOTE, BACKSLASH].map((code) => [
    code,
    Buffer.from(JSON.stringify(String.fromCharCode(code)).slice(1, -1)),
  ]),
);
const IS_ESCAPED = Uint8Array.from({ length: 256 }, (_, byte) => Number(ESCAPES.has(byte)));
const LONGEST_ESCAPE = 6;

/** A key with the comma or brace before it, and what its value begins with. */
type Key = { value: Buffer; text: Buffer; nothing: Buffer };

/** JSON lines: one object for each row, with all of its keys (https://jsonlines.org). */
export function jsonRows(out: ByteWriter): RowWriter {
  let keys: Key[] = [];
  let column = 0;

  const next = () => {
    const key = keys[column++];
    if (!key) throw new Error("A row has no more cells than the table has columns");
    return key;
  };
  return {
    head: (columns) => {
      keys = columns.map((name, index) => {
        const value = `${index === 0 ? "{" : ","}${JSON.stringify(name)}:`;
        return { value: Buffer.from(value), text: Buffer.from(`${value}"`), nothing: Buffer.from(`${value}null`) };
      });
    },
    text: (bytes, start, end) => {
      const { text } = next();
      out.room(text.length + LONGEST_ESCAPE * (end - start) + 1);
      out.bytes.set(text, out.length);
      out.length = writeString(out.bytes, out.length + text.length, bytes, start, end);
    },
    json: (bytes, start, end) => {
      out.put(next().value);
      out.put(bytes.subarray(start, end));
    },
    boolean: (value) => {
      out.put(next().value);
      out.put(value ? TRUE : FALSE);
    },
    nothing: () => out.put(next().nothing),
    endRow: () => {
      out.put(END_OF_ROW);
      column = 0;
    },
    end: () => {},
  };
}

/** What stands behind the opening quote; writes at `at`, where there is room, and gives the place behind it. */
function writeString(target: Uint8Array, at: number, source: Uint8Array, start: number, end: number): number {
  let next = at;
  for (let index = start; index < end; index += 1) {
    const byte = source[index] ?? 0;
    const escaped = IS_ESCAPED[byte] === 0 ? undefined : ESCAPES.get(byte);
    if (escaped) {
      target.set(escaped, next);
      next += escaped.length;
    } else target[next++] = byte;
  }
  target[next++] = QUOTE;
  return next;
}
