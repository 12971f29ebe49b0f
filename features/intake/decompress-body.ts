import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";

/** The most a body may hold, as sent and after decompression. */
export const MAX_BODY_BYTES = 256 * 1024;

export type DecompressedBody =
  | { ok: true; bytes: Uint8Array }
  | { ok: false; code: "too_large" | "compression_unknown" | "compression_broken" };

/**
 * Takes a body out of the compressions that Content-Encoding names, last one first. A body that is not compressed
 * although the header says so is taken as it is, and a gzip body without the header is unpacked: some proxies change
 * one of the two and forget the other.
 */
export function decompressBody(body: Uint8Array, contentEncoding: string | null): DecompressedBody {
  const encodings = (contentEncoding ?? "")
    .toLowerCase()
    .split(",")
    .map((encoding) => encoding.trim())
    .filter((encoding) => encoding !== "" && encoding !== "identity");
  if (encodings.length === 0 && isGzip(body)) encodings.push("gzip");

  let bytes = body;
  for (const encoding of encodings.slice(0, MAX_ENCODINGS).reverse()) {
    const decompress = DECOMPRESSORS[encoding];
    if (!decompress) return isPlainJson(bytes) ? { ok: true, bytes } : { ok: false, code: "compression_unknown" };
    try {
      bytes = decompress(bytes);
    } catch (error) {
      if (isTooLarge(error)) return { ok: false, code: "too_large" };
      return isPlainJson(bytes) ? { ok: true, bytes } : { ok: false, code: "compression_broken" };
    }
  }
  return bytes.length > MAX_BODY_BYTES ? { ok: false, code: "too_large" } : { ok: true, bytes };
}

const MAX_ENCODINGS = 3;
const limit = { maxOutputLength: MAX_BODY_BYTES };

const DECOMPRESSORS: Record<string, (bytes: Uint8Array) => Uint8Array> = {
  gzip: (bytes) => gunzipSync(bytes, limit),
  "x-gzip": (bytes) => gunzipSync(bytes, limit),
  // "deflate" means the zlib format (RFC 9110, 8.4.1.2), but some senders leave its header out.
  deflate: (bytes) => (hasZlibHeader(bytes) ? inflateSync(bytes, limit) : inflateRawSync(bytes, limit)),
  br: (bytes) => brotliDecompressSync(bytes, limit),
};

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function hasZlibHeader([first = 0, second = 0]: Uint8Array): boolean {
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}

function isPlainJson([first = 0]: Uint8Array): boolean {
  return '{[" \t\r\n\ufeff'.includes(String.fromCharCode(first)) || first === 0xef;
}

function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
}
