import { gzipSync } from "node:zlib";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "#db/client.ts";
import { createEndpoint, createWorkspace } from "#db/factories.ts";
import { endpointKeys, endpoints, receipts, refusals } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { receiveLead } from "#features/intake/receive-lead.ts";
import { flushTally } from "#features/intake/tally.ts";
import { openDoor, type Send, sendThrough } from "#features/intake/testing/doors.ts";
import { sample, samples } from "#features/intake/testing/samples.ts";
import { sha256 } from "#lib/crypto.ts";
import * as route from "../../app/api/leads/[[...key]]/route.ts";

useTestDatabase();

let workspaceId: string;
let door: Awaited<ReturnType<typeof openDoor>>;

beforeAll(async () => {
  workspaceId = (await createWorkspace()).id;
  door = await openDoor();
});
afterAll(() => door.close());

const doors: [string, Send][] = [
  ["the raw door", (sent) => door.send(sent)],
  ["the API route", sendThrough(route)],
];

describe.each(doors)("through %s", (_, send) => {
  test.each(samples)("the sample $name is answered and kept to the byte", async ({ body, contentType }) => {
    const { key, keyId, id: endpointId } = await createEndpoint(workspaceId);
    const headers = { "user-agent": "sender/1", ...(contentType && { "content-type": contentType }) };
    const answer = await send({ path: `/api/leads?key=${key}`, body: new Uint8Array(body), headers });

    const { receipt } = await answer.json();
    const [kept, ...others] = await db.select().from(receipts).where(eq(receipts.endpointId, endpointId));
    expect(others).toEqual([]);
    expect(kept).toMatchObject({ id: receipt, workspaceId, endpointId, keyId, bodyBytes: body.length });
    expect(kept?.body.equals(body)).toBe(true);
    expect(kept?.bodyHash.equals(sha256(body))).toBe(true);
    expect(kept?.headers).toEqual(headers);
    expect([answer.status, kept?.state]).toEqual(kept?.problem ? [400, "unreadable"] : [200, "pending"]);
  });

  test("a readable lead is accepted by query and by path", async () => {
    const { key } = await createEndpoint(workspaceId);
    for (const path of [
      `/api/leads?key=${key}`,
      `/api/leads/${key}`,
      `/api/leads/${key}/`,
      `/api/leads?a=1&key=${key}`,
    ]) {
      const answer = await send({ path, body: lead("a") });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toBe("application/json");
      expect(await answer.json()).toEqual({ status: "accepted", receipt: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    }
  });

  test("the same bytes again get the same answer with a receipt of their own", async () => {
    const { key, id } = await createEndpoint(workspaceId);
    const answers = [
      await send({ path: `/api/leads/${key}`, body: lead("a") }),
      await send({ path: `/api/leads/${key}`, body: lead("a") }),
    ];
    const receiptIds = await Promise.all(answers.map(async (answer) => (await answer.json()).receipt));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(new Set(receiptIds).size).toBe(2);
    expect(await statesOf(id)).toEqual(["pending", "pending"]);
  });

  test.each([
    [
      "not JSON",
      sample("ms-faq-https-test-lead-verbatim-lowercase-u"),
      400,
      { type: "/docs/api#invalid_json", reason: "comma_expected", line: 14, column: 5 },
    ],
    ["empty", "", 400, { type: "/docs/api#empty" }],
    ["no object", "[]", 422, { type: "/docs/api#not_an_object" }],
    ["an object without any field of a lead", '{"hello":1}', 422, { type: "/docs/api#no_known_field" }],
  ])("a body that is %s is refused and kept", async (_, body, status, problem) => {
    const { key, id } = await createEndpoint(workspaceId);
    const answer = await send({
      path: `/api/leads/${key}`,
      body: typeof body === "string" ? body : new Uint8Array(body),
    });
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    const told = await answer.json();
    expect(told).toMatchObject({ status, ...problem });
    expect(await keptOf(id)).toMatchObject([{ id: told.receipt, state: "unreadable" }]);
  });

  test("a body over 256 KiB is refused, and its beginning is kept", async () => {
    const { key, id } = await createEndpoint(workspaceId);
    const body = Buffer.alloc(300 * 1024, "x");
    const answer = await send({ path: `/api/leads/${key}`, body: new Uint8Array(body) });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ type: "/docs/api#too_large", receipt: expect.any(String) });
    const [kept] = await keptOf(id);
    expect(kept).toMatchObject({ state: "too_large", problem: { code: "too_large" } });
    expect(kept?.body).toHaveLength(256 * 1024);
  });

  test("a body of exactly 256 KiB is accepted", async () => {
    const { key } = await createEndpoint(workspaceId);
    const body = lead("a").padEnd(256 * 1024, " ");
    expect((await send({ path: `/api/leads/${key}`, body })).status).toBe(200);
    expect((await send({ path: `/api/leads/${key}`, body: `${body} ` })).status).toBe(413);
  });

  test("a compressed lead is accepted and kept compressed, and one that unpacks to too much is refused", async () => {
    const { key, id } = await createEndpoint(workspaceId);
    const headers = { "content-encoding": "gzip" };
    const small = gzipSync(lead("a"));
    const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024));
    expect((await send({ path: `/api/leads/${key}`, headers, body: new Uint8Array(small) })).status).toBe(200);
    expect((await send({ path: `/api/leads/${key}`, headers, body: new Uint8Array(bomb) })).status).toBe(413);
    expect((await keptOf(id)).map(({ state, body }) => [state, body.length])).toEqual([
      ["pending", small.length],
      ["too_large", bomb.length],
    ]);
  });

  test("missing, unknown and revoked keys and endpoints that are off get one and the same answer, and nothing is kept", async () => {
    const revoked = await createEndpoint(workspaceId);
    await db.update(endpointKeys).set({ revokedAt: new Date() }).where(eq(endpointKeys.id, revoked.keyId));
    const off = await createEndpoint(workspaceId, { disabledAt: new Date() });
    const paths = [
      "/api/leads",
      "/api/leads?key=",
      "/api/leads/",
      "/api/leads/wrong",
      "/api/leads/a/b",
      `/api/leads/${revoked.key}`,
      `/api/leads?key=${off.key}`,
    ];
    const before = await db.$count(receipts);
    const answers = await Promise.all(paths.map((path) => send({ path, body: lead("a") })));
    const texts = await Promise.all(answers.map(async (answer) => `${answer.status} ${await answer.text()}`));
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toMatch(/^401 .*unknown_key/);
    expect(await db.$count(receipts)).toBe(before);
  });

  test("more than the endpoint's rate is refused with the time to wait", async () => {
    const { key } = await createEndpoint(workspaceId, { ratePerSecond: 1, burst: 3 });
    const answers: Response[] = [];
    for (let i = 0; i < 5; i++) answers.push(await send({ path: `/api/leads/${key}`, body: lead(String(i)) }));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
    expect(Number(answers[3]?.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    expect(await answers[3]?.json()).toMatchObject({ type: "/docs/api#rate_limited" });
  });

  test.each(["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"])(
    "%s is refused and says that POST is meant",
    async (method) => {
      const answer = await send({ path: "/api/leads/whatever", method });
      expect(answer.status).toBe(405);
      expect(answer.headers.get("allow")).toBe("POST");
      const text = await answer.text();
      if (method === "HEAD" || method === "OPTIONS") expect(text).toBe("");
      else expect(JSON.parse(text)).toMatchObject({ type: "/docs/api#method_not_allowed" });
    },
  );

  test.each([
    ["en-GB,en;q=0.9", "en", "This address works"],
    ["es-MX,es;q=0.9,en;q=0.8", "es", "Esta dirección funciona"],
    ["ja", "en", "This address works"],
  ])("a browser that speaks %s reads in %s what the address is for", async (language, locale, words) => {
    const headers = { accept: "text/html,*/*;q=0.8", "accept-language": language };
    const answer = await send({ path: "/api/leads/whatever", method: "GET", headers });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("POST");
    const page = await answer.text();
    expect(page).toContain(`<html lang="${locale}">`);
    expect(page).toContain(words);
    expect(page).not.toContain("<script");
  });

  test("only three headers are kept, and never the key", async () => {
    const { key, id } = await createEndpoint(workspaceId);
    const headers = {
      "content-type": "text/plain",
      authorization: "Bearer secret",
      cookie: "a=b",
      "user-agent": "x".repeat(900),
    };
    await send({ path: `/api/leads?key=${key}`, headers, body: lead("a") });
    const [kept] = await keptOf(id);
    expect(kept?.headers).toEqual({ "content-type": "text/plain", "user-agent": "x".repeat(500) });
    expect(JSON.stringify(kept)).not.toContain(key);
  });
});

test("a revoked key is refused within five seconds, and before that costs no query", async () => {
  const { key, keyId } = await createEndpoint(workspaceId);
  const start = new Date("2030-01-01T00:00:00Z");
  const answerAt = async (seconds: number) =>
    (await receiveLead(requestWith(key), new Date(start.getTime() + seconds * 1000))).status;

  expect(await answerAt(0)).toBe(200);
  await db.update(endpointKeys).set({ revokedAt: new Date() }).where(eq(endpointKeys.id, keyId));
  expect(await answerAt(1)).toBe(200);
  expect(await answerAt(5)).toBe(401);
});

test("a key works from the moment it is made", async () => {
  for (let i = 0; i < 3; i++) {
    const { key } = await createEndpoint(workspaceId);
    expect((await receiveLead(requestWith(key))).status).toBe(200);
  }
});

test("refused requests are counted, and a key's last use is noted", async () => {
  await flushTally();
  await db.delete(refusals);
  const { key, keyId, id } = await createEndpoint(workspaceId, { burst: 1, ratePerSecond: 1 });
  const at = new Date("2031-05-06T07:08:09Z");
  for (let i = 0; i < 3; i++) await receiveLead(requestWith(key), at);
  for (let i = 0; i < 4; i++) await receiveLead(requestWith("wrong"), at);
  await flushTally();
  await receiveLead(requestWith("wrong"), at);
  await flushTally();

  expect(await db.select().from(refusals).orderBy(refusals.reason)).toEqual([
    { day: "2031-05-06", reason: "rate_limited", endpointId: id, count: 2, lastAt: at },
    { day: "2031-05-06", reason: "unknown_key", endpointId: null, count: 5, lastAt: at },
  ]);
  const [used] = await db.select().from(endpointKeys).where(eq(endpointKeys.id, keyId));
  expect(used?.lastUsedAt).toEqual(at);
});

test("a lower rate holds from the next look at the endpoint on", async () => {
  const { key, id } = await createEndpoint(workspaceId);
  const start = Date.parse("2032-01-01T00:00:00Z");
  await receiveLead(requestWith(key), new Date(start));
  await db.update(endpoints).set({ burst: 1, ratePerSecond: 1 }).where(eq(endpoints.id, id));
  await receiveLead(requestWith(key), new Date(start + 6_000));
  expect((await receiveLead(requestWith(key), new Date(start + 6_000))).status).toBe(429);
});

function lead(name: string): string {
  return JSON.stringify({ UserDetails: { FirstName: name } });
}

function requestWith(key: string) {
  return {
    method: "POST",
    url: `/api/leads?key=${key}`,
    header: () => null,
    remoteAddress: "192.0.2.1",
    readBody: async () => ({ bytes: Buffer.from(lead("a")), isWhole: true }),
  };
}

function keptOf(endpointId: string) {
  return db.select().from(receipts).where(eq(receipts.endpointId, endpointId)).orderBy(receipts.id);
}

async function statesOf(endpointId: string) {
  return (await keptOf(endpointId)).map(({ state }) => state);
}
