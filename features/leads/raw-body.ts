import { isUtf8 } from "node:buffer";
import { and, eq } from "drizzle-orm";
import { db } from "#db/client.ts";
import { endpointKeys, leads, receipts } from "#db/schema.ts";
import { maskedEndpointUrl } from "#features/endpoints/endpoint-url.ts";
import { decompressBody } from "#features/intake/decompress-body.ts";
import { decodeText } from "#features/intake/read-payload.ts";
import type { Reader } from "#features/leads/lead-conditions.ts";

export type RawBody = {
  /** As they came, after decompression. */
  bytes: Uint8Array;
  text: string;
  /** The bytes round the first one that is not UTF-8, as hex; null when all are. */
  brokenAt: { offset: number; hex: string } | null;
  /** As the sender named it; empty when it did not. */
  contentType: string;
  receivedAt: Date;
  /** Of what came over the wire: it is known also where the lead was erased and with it the body. */
  bodyBytes: number;
  /** Where it was sent, with the key hidden. */
  url: string;
};

/** The request a lead was read from, or null where this workspace has no lead of that number. */
export async function getRawBody(reader: Pick<Reader, "workspaceId">, number: number): Promise<RawBody | null> {
  const [receipt] = await db
    .select({
      body: receipts.body,
      bodyBytes: receipts.bodyBytes,
      headers: receipts.headers,
      receivedAt: receipts.receivedAt,
      keyTail: endpointKeys.keyTail,
    })
    .from(leads)
    .innerJoin(receipts, and(eq(receipts.workspaceId, leads.workspaceId), eq(receipts.id, leads.receiptId)))
    .leftJoin(
      endpointKeys,
      and(eq(endpointKeys.workspaceId, receipts.workspaceId), eq(endpointKeys.id, receipts.keyId)),
    )
    .where(and(eq(leads.workspaceId, reader.workspaceId), eq(leads.number, number)));
  if (!receipt) return null;

  const { body, bodyBytes, headers, receivedAt, keyTail } = receipt;
  return {
    ...decodeBody(body, headers),
    contentType: headers["content-type"] ?? "",
    receivedAt,
    bodyBytes,
    url: maskedEndpointUrl(keyTail ?? ""),
  };
}

/** A body as the receipt keeps it, for people: out of its compression and as text. */
export function decodeBody(
  body: Uint8Array,
  headers: Record<string, string>,
): Pick<RawBody, "bytes" | "text" | "brokenAt"> {
  const decompressed = decompressBody(body, headers["content-encoding"] ?? null);
  const bytes = decompressed.ok ? decompressed.bytes : body;
  return { bytes, text: decodeText(bytes), brokenAt: isUtf8(bytes) ? null : firstBroken(bytes) };
}

const HEX_BYTES = 16;

/** Decoding puts U+FFFD where a byte is wrong, so what it gives differs from the bytes first there. */
function firstBroken(bytes: Uint8Array): RawBody["brokenAt"] {
  const decoded = Buffer.from(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  const offset = bytes.findIndex((byte, index) => byte !== decoded[index]);
  const start = Math.max(0, offset - HEX_BYTES / 2);
  const hex = Buffer.from(bytes.subarray(start, start + HEX_BYTES)).toString("hex");
  return { offset, hex: hex.replace(/../g, "$& ").trim() };
}
