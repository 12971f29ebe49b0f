/** `starts[i]` is -1 where field `i` is null. Both arrays and the bytes are used again for the next row. */
export type RowReader = (bytes: Buffer, starts: Int32Array, ends: Int32Array) => void;

const HEADER_BYTES = 19;
const TRAILER = -1;

/**
 * Takes the bytes of the binary COPY format in pieces of any size and calls `onRow` for every row, in order. Makes no
 * object for a row or a field, because there are millions of them.
 * https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-BINARY-FORMAT
 */
export function copiedRows(fieldCount: number, onRow: RowReader): (chunk: Buffer) => void {
  const starts = new Int32Array(fieldCount);
  const ends = new Int32Array(fieldCount);
  let rest: Buffer | null = null;
  let isBegun = false;

  /** Where the row that begins at `at` ends, or -1 where the bytes end before it. */
  function readRow(bytes: Buffer, at: number): number {
    let next = at + 2;
    for (let field = 0; field < fieldCount; field += 1) {
      if (next + 4 > bytes.length) return -1;
      const length = bytes.readInt32BE(next);
      next += 4;
      starts[field] = length < 0 ? -1 : next;
      if (length > 0) next += length;
      ends[field] = next;
    }
    return next > bytes.length ? -1 : next;
  }

  return (chunk) => {
    const bytes: Buffer = rest ? Buffer.concat([rest, chunk]) : chunk;
    let at = 0;
    rest = null;
    if (!isBegun && bytes.length >= HEADER_BYTES) {
      isBegun = true;
      at = HEADER_BYTES;
    }
    while (isBegun && at + 2 <= bytes.length) {
      if (bytes.readInt16BE(at) === TRAILER) return;
      const end = readRow(bytes, at);
      if (end < 0) break;
      onRow(bytes, starts, ends);
      at = end;
    }
    if (at < bytes.length) rest = bytes.subarray(at);
  };
}
