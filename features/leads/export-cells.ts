import { z } from "zod";
import type { FieldKind } from "#features/leads/lead-fields.ts";
import { type Colleague, plainNote } from "#features/leads/note-text.ts";
import { decodeBody } from "#features/leads/raw-body.ts";
import type { RowWriter } from "#lib/row-writer.ts";
import { localText, type TimeWriter, utcText } from "#lib/time-text.ts";

/** Writes one cell from the bytes Postgres gave for it, which are not null. */
export type CellWriter = (bytes: Buffer, start: number, end: number) => void;

/** What turning bytes into cells needs to know. */
export type CellContext = { isJson: boolean; timeZone: string; people: Colleague[] };

export function cellWriter(kind: FieldKind, rows: RowWriter, { isJson, timeZone, people }: CellContext): CellWriter {
  const string = (text: string, write = rows.text) => {
    const bytes = Buffer.from(text);
    write(bytes, 0, bytes.length);
  };
  switch (kind) {
    case "text":
      return rows.text;
    case "json":
      return (bytes, start, end) => rows.json(bytes, start + JSONB_VERSION_BYTES, end);
    case "number":
      return (bytes, start) => string(`L-${bytes.readInt32BE(start)}`);
    case "boolean":
      return (bytes, start) => rows.boolean(bytes[start] === 1);
    case "utc":
      return timeCell(rows, utcText());
    case "local":
      return timeCell(rows, localText(timeZone));
    case "zone": {
      const zone = Buffer.from(timeZone);
      return () => rows.text(zone, 0, zone.length);
    }
    case "notes":
      return (bytes, start, end) =>
        isJson
          ? string(JSON.stringify(namedNotes(jsonb(bytes, start, end), people)), rows.json)
          : string(plainNote(bytes.toString("utf8", start, end), people));
    case "raw":
      return (bytes, start, end) => string(rawText(bytes.subarray(start, end)));
  }
}

/** Notes as `leadField` selects them for JSON. */
const storedNotes = z.array(z.looseObject({ text: z.string() }));

/** The notes with the names that people have now. */
export function namedNotes(notes: unknown, people: Colleague[]): z.infer<typeof storedNotes> {
  return storedNotes.parse(notes).map((note) => ({ ...note, text: plainNote(note.text, people) }));
}

/** In front of the text of a jsonb stands the version of its binary format. */
const JSONB_VERSION_BYTES = 1;

function jsonb(bytes: Buffer, start: number, end: number): unknown {
  return JSON.parse(bytes.toString("utf8", start + JSONB_VERSION_BYTES, end));
}

/** Postgres counts times in microseconds from the year 2000 on. */
const POSTGRES_EPOCH_MS = Date.UTC(2000, 0);

function timeCell(rows: RowWriter, time: TimeWriter): CellWriter {
  return (bytes, start) => {
    const micros = bytes.readInt32BE(start) * 2 ** 32 + bytes.readUInt32BE(start + 4);
    time.write(Math.floor(micros / 1000) + POSTGRES_EPOCH_MS);
    rows.text(time.bytes, 0, time.bytes.length);
  };
}

const LINE_FEED = 0x0a;
const headers = z.record(z.string(), z.string());

function rawText(field: Buffer): string {
  const border = field.indexOf(LINE_FEED);
  return decodeBody(field.subarray(border + 1), headers.parse(JSON.parse(field.toString("utf8", 0, border)))).text;
}
