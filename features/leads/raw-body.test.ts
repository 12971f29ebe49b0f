import { gzipSync } from "node:zlib";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { db } from "#db/client.ts";
import { createLead, createReceipt, createWorkspace } from "#db/factories.ts";
import { leads } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { decodeBody, getRawBody } from "#features/leads/raw-body.ts";

useTestDatabase();

test("a body comes out of its compression with exactly its bytes", () => {
  const bytes = Buffer.from('{ "FirstName" : "Łucja",\r\n\t"x":1.0 }');
  const decoded = decodeBody(gzipSync(bytes), { "content-encoding": "gzip" });
  expect(Buffer.from(decoded.bytes)).toEqual(bytes);
  expect(decoded).toMatchObject({ text: bytes.toString(), brokenAt: null });
});

test("a body in UTF-16 is readable, and told from UTF-8 where it is not", () => {
  const utf16 = Buffer.from('\ufeff{"FirstName":"Łucja"}', "utf16le");
  expect(decodeBody(utf16, {})).toMatchObject({ text: '{"FirstName":"Łucja"}', brokenAt: { offset: 0 } });

  const latin1 = Buffer.from('{"FirstName":"José","LastName":"x"}', "latin1");
  expect(decodeBody(latin1, {}).brokenAt).toEqual({
    offset: 17,
    hex: "6d 65 22 3a 22 4a 6f 73 e9 22 2c 22 4c 61 73 74",
  });
});

test("a lead's request is found by its number, in its own workspace only", async () => {
  const [own, other] = [await createWorkspace(), await createWorkspace()];
  const receipt = await createReceipt(own.id, {
    body: Buffer.from('{"a":1}'),
    headers: { "content-type": "text/plain" },
  });
  const lead = await createLead(own.id);
  await db.update(leads).set({ receiptId: receipt.id }).where(eq(leads.id, lead.id));

  expect(await getRawBody({ workspaceId: own.id }, lead.number)).toMatchObject({
    text: '{"a":1}',
    contentType: "text/plain",
    receivedAt: receipt.receivedAt,
  });
  expect(await getRawBody({ workspaceId: other.id }, lead.number)).toBeNull();
});
