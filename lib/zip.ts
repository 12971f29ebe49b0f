import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, crc32, createDeflateRaw } from "node:zlib";

/** A file in the archive; its content may come piece by piece and as slowly as it likes. */
export type ZipEntry = { path: string; content: AsyncIterable<Uint8Array> | Iterable<Uint8Array> };

type Written = { path: Buffer; at: number; crc: number; bytes: number; packedBytes: number };

const VERSION = 20;
/** Sizes follow the content, because they are not known before it; names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATE = 8;
const LOCAL_HEADER = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const CENTRAL_HEADER = 0x02014b50;
const END = 0x06054b50;
/** Beyond this a ZIP needs another format, which Excel does not read everywhere. */
const MAX_BYTES = 0xffff_ffff;

/**
 * A ZIP archive, made while it is read and at constant memory. Node's own deflate and CRC-32 do the work; the libraries
 * for this either hold the file in memory or compute the CRC in JavaScript, which takes as long as the compression.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.3
 */
export async function* zip(entries: Iterable<ZipEntry>, now: Date): AsyncGenerator<Buffer, void, void> {
  const time = dosTime(now);
  const written: Written[] = [];
  let at = 0;
  for (const { path, content } of entries) {
    const entry: Written = { path: Buffer.from(path), at, crc: 0, bytes: 0, packedBytes: 0 };
    const header = localHeader(entry, time);
    yield header;
    for await (const chunk of deflated(content, entry)) {
      entry.packedBytes += chunk.length;
      yield chunk;
    }
    const descriptor = record([DESCRIPTOR, 4], [entry.crc, 4], [entry.packedBytes, 4], [entry.bytes, 4]);
    yield descriptor;
    at += header.length + entry.packedBytes + descriptor.length;
    written.push(entry);
  }
  const directory = Buffer.concat(written.map((entry) => centralHeader(entry, time)));
  yield directory;
  yield record(
    [END, 4],
    [0, 4],
    [written.length, 2],
    [written.length, 2],
    [directory.length, 4],
    [limited(at), 4],
    [0, 2],
  );
}

async function* deflated(content: ZipEntry["content"], entry: Written): AsyncGenerator<Buffer, void, void> {
  const packer = createDeflateRaw({ level: constants.Z_BEST_SPEED, chunkSize: 64 * 1024 });
  async function* counted() {
    for await (const chunk of content) {
      entry.crc = crc32(chunk, entry.crc);
      entry.bytes = limited(entry.bytes + chunk.length);
      yield chunk;
    }
  }
  const packed = pipeline(Readable.from(counted(), { highWaterMark: 1 }), packer);
  // Whoever reads hears of a failure through the packer, which the pipeline destroys with it.
  packed.catch(() => {});
  yield* packer;
}

function limited(bytes: number): number {
  if (bytes > MAX_BYTES) throw new Error("The file grows beyond the 4 GiB that a ZIP archive can hold");
  return bytes;
}

function localHeader({ path }: Written, time: number): Buffer {
  const sizes: Field[] = [
    [0, 4],
    [0, 4],
    [0, 4],
  ];
  const head = record(
    [LOCAL_HEADER, 4],
    [VERSION, 2],
    [FLAGS, 2],
    [DEFLATE, 2],
    [time, 4],
    ...sizes,
    [path.length, 2],
    [0, 2],
  );
  return Buffer.concat([head, path]);
}

function centralHeader({ path, at, crc, bytes, packedBytes }: Written, time: number): Buffer {
  const head = record(
    [CENTRAL_HEADER, 4],
    [VERSION, 2],
    [VERSION, 2],
    [FLAGS, 2],
    [DEFLATE, 2],
    [time, 4],
    [crc, 4],
    [packedBytes, 4],
    [bytes, 4],
    [path.length, 2],
    // No extra field, no comment, disk 0, no attributes.
    [0, 2],
    [0, 2],
    [0, 2],
    [0, 2],
    [0, 4],
    [at, 4],
  );
  return Buffer.concat([head, path]);
}

/** A value and how many bytes it takes. */
type Field = [value: number, bytes: 2 | 4];

function record(...fields: Field[]): Buffer {
  const bytes = Buffer.alloc(fields.reduce((sum, [, length]) => sum + length, 0));
  let at = 0;
  for (const [value, length] of fields) at = bytes.writeUIntLE(value, at, length);
  return bytes;
}

/** Date and time as MS-DOS kept them, in steps of two seconds; UTC, because the format knows no zone. */
function dosTime(now: Date): number {
  const date = ((now.getUTCFullYear() - 1980) << 9) | ((now.getUTCMonth() + 1) << 5) | now.getUTCDate();
  const time = (now.getUTCHours() << 11) | (now.getUTCMinutes() << 5) | (now.getUTCSeconds() >> 1);
  return date * 0x10000 + time;
}
