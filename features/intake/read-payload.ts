import { decompressBody } from "#features/intake/decompress-body.ts";
import { isJsonObject, parseJson } from "#features/intake/parse-json.ts";
import { storableJson, storableObject, storableText } from "#features/intake/storable.ts";

/** What a marketplace request says, field by field: blanks are null, everything else is as sent. */
export type Payload = Record<PayloadField, string | null> & {
  /** Keys we do not know, as they came; those beside the customer's fields as "UserDetails.<key>". */
  extra: Record<string, unknown>;
};

export type PayloadField =
  | "firstName"
  | "lastName"
  | "email"
  | "phone"
  | "country"
  | "company"
  | "title"
  | "leadSource"
  | "actionCode"
  | "offerTitle"
  | "description";

/**
 * `too_large`, `compression_unknown`, `compression_broken`: decompress-body.ts; `empty`; a code of parse-json.ts with
 * its place in the text; `not_an_object`; `no_known_field`.
 */
export type PayloadProblem = { ok: false; code: string; line?: number; column?: number };

/**
 * Reads the body of a lead request. The only place that knows the marketplace's JSON: one object, every field optional,
 * more keys allowed (commercial-marketplace-lead-management-instructions-https.md). Microsoft's own samples differ in
 * the case of keys, so case means nothing here; receivers have met UserDetails missing, null and as a JSON string.
 */
export function readPayload(
  body: Uint8Array,
  contentEncoding: string | null,
): { ok: true; payload: Payload } | PayloadProblem {
  const decompressed = decompressBody(body, contentEncoding);
  if (!decompressed.ok) return decompressed;

  const text = decodeText(decompressed.bytes);
  if (text.trim() === "") return { ok: false, code: "empty" };

  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  if (!isJsonObject(parsed.value)) return { ok: false, code: "not_an_object" };
  if (!Object.keys(parsed.value).some(isKnownKey)) return { ok: false, code: "no_known_field" };
  return { ok: true, payload: collectFields(parsed.value) };
}

const FIELDS = new Map<string, PayloadField>([
  ["firstname", "firstName"],
  ["lastname", "lastName"],
  ["email", "email"],
  ["phone", "phone"],
  ["country", "country"],
  ["company", "company"],
  ["title", "title"],
  ["leadsource", "leadSource"],
  ["actioncode", "actionCode"],
  ["offertitle", "offerTitle"],
  ["description", "description"],
  // In rows of the Azure Table destination, which people post when they move to HTTPS.
  ["offerdisplayname", "offerTitle"],
]);

/** Where the customer's fields are: in the contract, and in rows of the Azure Table destination. */
const CONTAINERS = ["userdetails", "customerinfo"];

/** UTF-8, or UTF-16 where a byte order mark, or a NUL beside the first character, says so. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return utf16le.decode(bytes);
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return utf16be.decode(bytes);
  return utf8.decode(bytes);
}

// These drop the byte order mark and replace what is not valid.
const utf8 = new TextDecoder();
const utf16le = new TextDecoder("utf-16le");
const utf16be = new TextDecoder("utf-16be");

function collectFields(root: Record<string, unknown>): Payload {
  const payload: Payload = {
    firstName: null,
    lastName: null,
    email: null,
    phone: null,
    country: null,
    company: null,
    title: null,
    leadSource: null,
    actionCode: null,
    offerTitle: null,
    description: null,
    extra: {},
  };
  const extra: [string, unknown][] = [];
  for (const { path, key, value } of entriesOf(root)) {
    const field = FIELDS.get(plainKey(key));
    const text = field ? fieldText(field, value) : null;
    if (!field) extra.push([path, value]);
    else if (payload[field] === null) payload[field] = text;
    else if (text !== null && text !== payload[field]) extra.push([path, value]);
  }
  payload.extra = storableObject(Object.fromEntries(extra));
  return payload;
}

/** The object's entries, with those of the customer's object in its place. */
function entriesOf(root: Record<string, unknown>): { path: string; key: string; value: unknown }[] {
  return Object.entries(root).flatMap(([key, value]) => {
    const customer = CONTAINERS.includes(plainKey(key)) ? customerObject(value) : null;
    if (!customer) return { path: key, key, value };
    return Object.entries(customer).map(([inner, value]) => ({ path: `${key}.${inner}`, key: inner, value }));
  });
}

/** The customer's fields, also from a JSON string or a list of one; null when the value holds something else. */
function customerObject(value: unknown): Record<string, unknown> | null {
  const [only, ...others] = [value].flat();
  if (others.length > 0) return null;
  if (only === undefined || only === null || only === "") return {};
  if (typeof only !== "string") return isJsonObject(only) ? only : null;
  const parsed = parseJson(only);
  return parsed.ok && isJsonObject(parsed.value) ? parsed.value : null;
}

/** Blank is null. Description may be the customer's own words, so it keeps its spaces. */
function fieldText(field: PayloadField, value: unknown): string | null {
  const text = storableText(textOf(value));
  const trimmed = text.trim();
  if (trimmed === "") return null;
  return field === "description" ? text : trimmed;
}

function textOf(value: unknown): string {
  if (value === null) return "";
  if (Array.isArray(value) && value.every((item) => typeof item !== "object")) return value.join(", ");
  return typeof value === "object" ? JSON.stringify(storableJson(value)) : String(value);
}

function isKnownKey(key: string): boolean {
  return FIELDS.has(plainKey(key)) || CONTAINERS.includes(plainKey(key));
}

function plainKey(key: string): string {
  return key.toLowerCase().replace(/[_\s-]/g, "");
}
