import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { readPayload } from "#features/intake/read-payload.ts";
import { sample, samples } from "#features/intake/testing/samples.ts";

const UNREADABLE_SAMPLES: Record<string, object> = {
  "ms-faq-https-test-lead-verbatim-lowercase-u": { code: "comma_expected", line: 14, column: 5 },
  "ms-faq-https-test-lead-verbatim-uppercase-u": { code: "comma_expected", line: 14, column: 5 },
  "ms-faq-test-lead-web-to-lead": { code: "invalid_symbol", line: 1, column: 1 },
  "empty-body": { code: "empty" },
  "not-json": { code: "invalid_symbol", line: 1, column: 1 },
};

test.each(samples.map(({ name, body }) => ({ name, body })))(
  "the sample $name is read as documented",
  ({ name, body }) => {
    const problem = UNREADABLE_SAMPLES[name];
    expect(readPayload(body, null)).toMatchObject(problem ? { ok: false, ...problem } : { ok: true });
  },
);

const ADA = {
  firstName: "Ada",
  lastName: "Byron",
  email: "ada@example.com",
  leadSource: "AppSource",
  actionCode: "PLT",
  offerTitle: "Contoso Test",
};
const customer = { FirstName: "Ada", LastName: "Byron", Email: "ada@example.com" };
const envelope = { LeadSource: "AppSource", ActionCode: "PLT", OfferTitle: "Contoso Test" };

test.each([
  ["as documented", { UserDetails: customer, ...envelope }],
  ["with all keys in lower case", JSON.parse(JSON.stringify({ UserDetails: customer, ...envelope }).toLowerCase())],
  [
    "with other separators",
    { user_details: { first_name: "Ada", "last-name": "Byron", EMAIL: "ada@example.com" }, ...envelope },
  ],
  ["with UserDetails as a JSON string", { UserDetails: JSON.stringify(customer), ...envelope }],
  ["with UserDetails as a list of one", { UserDetails: [customer], ...envelope }],
  ["without the envelope", { ...customer, ...envelope }],
  [
    "as a row of the Azure Table",
    {
      PartitionKey: "2021",
      CustomerInfo: JSON.stringify(customer),
      LeadSource: "AppSource",
      ActionCode: "PLT",
      OfferDisplayName: "Contoso Test",
    },
  ],
  ["with blanks first", { FirstName: " ", UserDetails: customer, ...envelope }],
])("a lead %s is the same lead", (_, body) => {
  const verdict = readPayload(json(body), null);
  expect(verdict.ok && lowered(verdict.payload)).toMatchObject(lowered(ADA));
});

test.each([null, "", [], {}, " "])("UserDetails that is %j is nobody, and the rest is read", (userDetails) => {
  expect(payloadOf({ UserDetails: userDetails, ...envelope })).toMatchObject({
    email: null,
    offerTitle: "Contoso Test",
  });
});

test("numbers, booleans and lists are taken for text, and blank text for nothing", () => {
  const userDetails = {
    Phone: 16175555555,
    Company: ["Contoso", "Fabrikam"],
    Title: null,
    Country: "  ",
    FirstName: false,
  };
  expect(payloadOf({ UserDetails: userDetails, ActionCode: 1, OfferTitle: true, Description: " " })).toMatchObject({
    phone: "16175555555",
    company: "Contoso, Fabrikam",
    title: null,
    country: null,
    firstName: "false",
    actionCode: "1",
    offerTitle: "true",
    description: null,
    extra: {},
  });
});

test("fields lose the space around them, what the customer wrote keeps its lines", () => {
  expect(payloadOf({ Email: " Ada@Example.com\n", Description: "  one\r\ntwo " })).toMatchObject({
    email: "Ada@Example.com",
    description: "  one\r\ntwo ",
  });
});

test("keys nobody knows are kept as they came, also beside the customer's fields and as a second value", () => {
  const body = { UserDetails: { Email: "a@b.example", Fax: "1" }, Plan: { id: ["gold"] }, email: "c@d.example", n: 1 };
  expect(payloadOf(body).extra).toEqual({ "UserDetails.Fax": "1", Plan: { id: ["gold"] }, email: "c@d.example", n: 1 });
  expect(payloadOf({ UserDetails: "just text", ...envelope }).extra).toEqual({ UserDetails: "just text" });
});

test("a __proto__ key changes no prototype and is not handed on", () => {
  const verdict = readPayload(
    Buffer.from('{"__proto__":{"isAdmin":true},"Email":"a@b.example","x":{"__proto__":{"isAdmin":true},"y":1}}'),
    null,
  );
  expect(verdict).toMatchObject({ ok: true, payload: { extra: { x: { y: 1 } } } });
  expect(JSON.stringify(verdict)).not.toContain("isAdmin");
  expect({}).not.toHaveProperty("isAdmin");
});

test("keys that every object has are no fields", () => {
  expect(readPayload(Buffer.from('{"constructor":1,"toString":2}'), null)).toEqual({
    ok: false,
    code: "no_known_field",
  });
});

test("NUL and halves of surrogate pairs become U+FFFD, in values and in keys", () => {
  const body = Buffer.from('{"Company":"a\\u0000b\\ud800c","x\\u0000":["\\udc00"]}');
  expect(readPayload(body, null)).toMatchObject({
    payload: { company: "a\ufffdb\ufffdc", extra: { "x\ufffd": ["\ufffd"] } },
  });
});

test.each([
  ["UTF-8 with a byte order mark", Buffer.from('\ufeff{"Company":"Ñandú"}')],
  ["UTF-16 LE with a byte order mark", Buffer.from('\ufeff{"Company":"Ñandú"}', "utf16le")],
  ["UTF-16 LE without", Buffer.from('{"Company":"Ñandú"}', "utf16le")],
  ["UTF-16 BE with a byte order mark", Buffer.from('\ufeff{"Company":"Ñandú"}', "utf16le").swap16()],
  ["UTF-16 BE without", Buffer.from('{"Company":"Ñandú"}', "utf16le").swap16()],
])("%s is read", (_, body) => {
  expect(readPayload(body, null)).toMatchObject({ payload: { company: "Ñandú" } });
});

const plain = json({ UserDetails: customer, ...envelope });

test.each([
  ["gzip", gzipSync(plain)],
  ["x-gzip", gzipSync(plain)],
  ["GZIP", gzipSync(plain)],
  ["deflate", deflateSync(plain)],
  ["deflate", deflateRawSync(plain)],
  ["br", brotliCompressSync(plain)],
  ["gzip, br", brotliCompressSync(gzipSync(plain))],
  ["identity", plain],
  [null, gzipSync(plain)],
  ["gzip", plain],
  ["zstd", plain],
])("a body with Content-Encoding %s is read", (encoding, body) => {
  expect(readPayload(body, encoding)).toMatchObject({ payload: { email: "ada@example.com" } });
});

test.each([
  ["gzip", gzipSync(plain).subarray(0, 40), "compression_broken"],
  ["br", gzipSync(plain), "compression_broken"],
  ["zstd", gzipSync(plain), "compression_unknown"],
  ["gzip", gzipSync(Buffer.alloc(300 * 1024, " ")), "too_large"],
  ["gzip", gzipSync(Buffer.alloc(100 * 1024 * 1024)), "too_large"],
  ["br", brotliCompressSync(Buffer.alloc(10 * 1024 * 1024)), "too_large"],
])("what cannot be decompressed from %s has a name", (encoding, body, code) => {
  expect(readPayload(body, encoding)).toEqual({ ok: false, code });
});

test.each([
  ["", { code: "empty" }],
  ["\ufeff \r\n", { code: "empty" }],
  ["[]", { code: "not_an_object" }],
  ["null", { code: "not_an_object" }],
  ['"{}"', { code: "not_an_object" }],
  ["{}", { code: "no_known_field" }],
  ['{"hello":1}', { code: "no_known_field" }],
  ['{"Email":"a@b.example",}', { code: "property_name_expected", line: 1, column: 24 }],
  ['{"Email":"a@b.example"', { code: "close_brace_expected", line: 1, column: 23 }],
  ['{\r\n"Email" "a@b.example"}', { code: "colon_expected", line: 2, column: 9 }],
  ["{'Email':1}", { code: "invalid_symbol", line: 1, column: 2 }],
  ['{"Email":"a\nb"}', { code: "unexpected_end_of_string", line: 1, column: 10 }],
  ['{"Email":1} // note', { code: "invalid_comment_token", line: 1, column: 13 }],
  ['{"Email":1}}', { code: "end_of_file_expected", line: 1, column: 12 }],
])("%j is refused with the place", (body, problem) => {
  expect(readPayload(Buffer.from(body), null)).toEqual({ ok: false, ...problem });
});

test("100,000 levels are read where they are JSON, and refused where they are not", () => {
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  expect(readPayload(Buffer.from(`{"Email":"a@b.example","x":${deep}}`), null)).toMatchObject({ ok: true });
  expect(readPayload(Buffer.from(`{"Email":${deep}}`), null)).toMatchObject({ ok: true });
  expect(readPayload(Buffer.from(`{"UserDetails":${deep}}`), null)).toMatchObject({ ok: true });
  expect(readPayload(Buffer.from(deep), null)).toEqual({ ok: false, code: "not_an_object" });
  expect(readPayload(Buffer.from("[".repeat(100_000)), null)).toEqual({ ok: false, code: "nested_too_deeply" });
  expect(readPayload(Buffer.from('{"a":'.repeat(40_000)), null)).toEqual({ ok: false, code: "nested_too_deeply" });
});

test("a body of random bytes is refused, never an exception", () => {
  for (let seed = 0; seed < 500; seed++) {
    const bytes = Buffer.from(sample("unicode"));
    bytes[(seed * 7919) % bytes.length] = (seed * 31) % 256;
    bytes[(seed * 104_729) % bytes.length] = (seed * 17) % 256;
    expect(readPayload(bytes, null)).toHaveProperty("ok");
  }
});

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

function payloadOf(value: unknown) {
  const verdict = readPayload(json(value), null);
  if (!verdict.ok) throw new Error(verdict.code);
  return verdict.payload;
}

function lowered(value: object): object {
  return JSON.parse(JSON.stringify(value).replace(/:"[^"]*"/g, (text) => text.toLowerCase()));
}
