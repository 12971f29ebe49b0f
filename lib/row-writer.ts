/**
 * Writes a table as the bytes of one kind of file, cell by cell from left to right. Text comes as the UTF-8 it was read
 * in, from `start` to before `end`, so that a million rows pass without a string being made of them.
 */
export type RowWriter = {
  head(columns: readonly string[]): void;
  text(bytes: Uint8Array, start: number, end: number): void;
  /** A document; kinds of files that know nothing but text write it as that. */
  json(bytes: Uint8Array, start: number, end: number): void;
  boolean(value: boolean): void;
  /** There is no value. */
  nothing(): void;
  endRow(): void;
  /** After the last row. */
  end(): void;
};
