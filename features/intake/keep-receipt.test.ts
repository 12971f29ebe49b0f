import { eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { db } from "#db/client.ts";
import { createEndpoint, createWorkspace } from "#db/factories.ts";
import { receipts } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { keepReceipt, type NewReceipt } from "#features/intake/keep-receipt.ts";
import { putProxyBeforeDatabase } from "#features/intake/testing/database-proxy.ts";
import { openDoor } from "#features/intake/testing/doors.ts";
import { sha256 } from "#lib/crypto.ts";

useTestDatabase();

let proxy: Awaited<ReturnType<typeof putProxyBeforeDatabase>>;
let door: Awaited<ReturnType<typeof openDoor>>;
let endpoint: Awaited<ReturnType<typeof createEndpoint>>;

beforeAll(async () => {
  proxy = await putProxyBeforeDatabase();
  door = await openDoor();
  endpoint = await createEndpoint((await createWorkspace()).id, { burst: 10_000 });
});
afterEach(() => proxy.restore());
afterAll(async () => {
  await door.close();
  proxy.close();
});

test("500 leads at once are all kept, in far fewer commits", async () => {
  const answers = await Promise.all(numbers(500).map(post));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  const ids = await Promise.all(answers.map(async (answer) => (await answer.json()).receipt));
  const kept = await db.select({ id: receipts.id, body: receipts.body }).from(receipts);
  expect(kept.map(({ id }) => id).sort()).toEqual(ids.sort());
  expect(new Set(kept.map(({ body }) => body.toString())).size).toBe(500);
  const [inserted] = await db.select({ transactions: sql<number>`count(distinct xmin::text)::int` }).from(receipts);
  expect(inserted?.transactions).toBeLessThan(250);
});

test("a receipt that is kept twice is there once, and later changes to it stay", async () => {
  const receipt = receiptOf("twice");
  const deadline = performance.now() + 5_000;
  expect(await keepReceipt(receipt, deadline)).toBe(true);
  await db.update(receipts).set({ state: "lead" }).where(eq(receipts.id, receipt.id));
  expect(await keepReceipt(receipt, deadline)).toBe(true);
  expect(await db.select().from(receipts).where(eq(receipts.id, receipt.id))).toMatchObject([{ state: "lead" }]);
});

test("a connection that is cut costs no lead and no error", async () => {
  for (const number of numbers(20)) {
    const answer = post(number);
    if (number % 4 === 0) proxy.cut();
    expect((await answer).status).toBe(200);
  }
});

test("connections that died without a word are replaced, and the lead that met them is kept", async () => {
  expect((await post(1)).status).toBe(200);
  proxy.silenceOpenConnections();
  const dead = proxy.countSilent();
  expect((await post(2)).status).toBe(200);
  await expect.poll(proxy.countSilent).toBeLessThan(dead);
});

test("a database that refuses connections makes 503 with Retry-After within 8 s, and leads are taken again after it", async () => {
  proxy.refuse();
  const start = performance.now();
  const answers = await Promise.all(numbers(30).map(post));
  expect(performance.now() - start).toBeLessThan(8_000);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
  expect(answers[0]?.headers.get("retry-after")).toBe("5");
  expect(answers[0]?.headers.get("content-type")).toBe("application/problem+json");
  await proxy.restore();
  expect((await post(1)).status).toBe(200);
});

test("a database that takes requests and says nothing makes 503 within 8 s, and leads are taken again after it", async () => {
  proxy.silence();
  const start = performance.now();
  expect((await post(1)).status).toBe(503);
  expect(performance.now() - start).toBeLessThan(8_000);
  await proxy.restore();
  expect((await post(2)).status).toBe(200);
});

test("unknown keys are refused the same while the database is away, and none is told it is wrong", async () => {
  proxy.refuse();
  const answers = await Promise.all(
    ["", "wrong"].map((key) => door.send({ path: `/api/leads?key=${key}`, body: "{}" })),
  );
  expect(answers.map(({ status }) => status)).toEqual([503, 503]);
});

function post(number: number): Promise<Response> {
  return door.send({ path: `/api/leads/${endpoint.key}`, body: JSON.stringify({ Company: `Contoso ${number}` }) });
}

function receiptOf(company: string): NewReceipt {
  const body = Buffer.from(JSON.stringify({ Company: company }));
  return {
    workspaceId: endpoint.workspaceId,
    id: v7(),
    endpointId: endpoint.id,
    keyId: endpoint.keyId,
    receivedAt: new Date(),
    state: "pending",
    body,
    bodyBytes: body.length,
    bodyHash: sha256(body),
    headers: {},
    remoteAddress: "192.0.2.1",
  };
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
