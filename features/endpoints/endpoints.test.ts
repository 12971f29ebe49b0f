import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { beforeEach, expect, test } from "vitest";
import { db } from "#db/client.ts";
import { createLead, createEndpoint as createTestEndpoint, createUser, createWorkspace } from "#db/factories.ts";
import { endpointKeys, refusals } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { countRefusals } from "#features/endpoints/count-refusals.ts";
import { createEndpoint } from "#features/endpoints/create-endpoint.ts";
import { makeEndpointKey } from "#features/endpoints/endpoint-key.ts";
import { endpointUrl } from "#features/endpoints/endpoint-url.ts";
import { getEndpoint } from "#features/endpoints/get-endpoint.ts";
import { listEndpointUrls } from "#features/endpoints/list-endpoint-urls.ts";
import { listEndpoints } from "#features/endpoints/list-endpoints.ts";
import type { Session } from "#features/people/session.ts";
import { sha256 } from "#lib/crypto.ts";
import { forgetEnv } from "#lib/env.ts";

useTestDatabase();

let session: Session;

beforeEach(async () => {
  session = await signIn("Northwind");
});

test("the command line's list names every endpoint that takes leads, with its newest key that works", async () => {
  const first = await createEndpoint(session.workspaceId, "First");
  const second = await createEndpoint(session.workspaceId, "Second");
  await createTestEndpoint(session.workspaceId, { disabledAt: new Date() });
  const revoked = await createTestEndpoint(session.workspaceId);
  await revoke(revoked.keyId);
  const rotated = makeEndpointKey();
  await db.insert(endpointKeys).values({
    ...rotated.stored,
    workspaceId: session.workspaceId,
    endpointId: second.id,
    createdAt: new Date(Date.now() + 1000),
  });
  expect(await listEndpointUrls()).toEqual([
    { workspace: "Northwind", endpoint: "First", url: first.url },
    { workspace: "Northwind", endpoint: "Second", url: endpointUrl(rotated.key) },
  ]);
});

test("a new endpoint's key stands in its URL, and is stored only hashed and sealed", async () => {
  const { id, url } = await createEndpoint(session.workspaceId, "All offers");
  expect(url).toMatch(/^http:\/\/localhost:\d+\/api\/leads\?key=[\w-]{43}$/);
  const [stored] = await db.select().from(endpointKeys).where(eq(endpointKeys.endpointId, id));
  expect(stored?.keyHash.equals(sha256(keyIn(url)))).toBe(true);
  expect(stored?.keyTail).toBe(url.slice(-4));
  expect(JSON.stringify(stored)).not.toContain(keyIn(url));
});

test("the URL starts with the public address where one is configured", async () => {
  process.env.BUZON_URL = "https://leads.contoso.example/";
  forgetEnv();
  const { url } = await createEndpoint(session.workspaceId, "All offers");
  delete process.env.BUZON_URL;
  forgetEnv();
  expect(url).toMatch(/^https:\/\/leads\.contoso\.example\/api\/leads\?key=/);
});

test("only admins see an endpoint's key, others see its tail", async () => {
  const { id, url } = await createEndpoint(session.workspaceId, "All offers");
  expect(await getEndpoint(session, id)).toMatchObject({ url, name: "All offers", ratePerSecond: 20, burst: 200 });
  for (const role of ["editor", "member", "viewer"] as const) {
    const shown = await getEndpoint({ ...session, role }, id);
    expect(shown).toMatchObject({ url: null, maskedUrl: expect.stringMatching(`••${url.slice(-4)}$`) });
    expect(JSON.stringify(shown)).not.toContain(keyIn(url));
  }
});

test("another workspace's endpoint, an unknown id and what is no id are all not there", async () => {
  const { id } = await createEndpoint((await signIn("Contoso")).workspaceId, "Theirs");
  for (const asked of [id, v7(), "export", ""]) expect(await getEndpoint(session, asked)).toBeNull();
});

test("the list says when leads and test leads last came, how many, and the tail of the key", async () => {
  const { id: endpointId, key } = await createTestEndpoint(session.workspaceId, { name: "First" });
  const received = (day: string) => ({ endpointId, receivedAt: new Date(`${day}T10:00:00Z`) });
  await createLead(session.workspaceId, received("2026-01-01"));
  await createLead(session.workspaceId, received("2026-01-02"));
  await createLead(session.workspaceId, { ...received("2026-01-03"), isTest: true });
  const second = await createTestEndpoint(session.workspaceId, { name: "Second" });
  await revoke(second.keyId);
  await createTestEndpoint((await signIn("Contoso")).workspaceId);

  expect(await listEndpoints(session)).toMatchObject([
    {
      name: "First",
      lastLeadAt: new Date("2026-01-02T10:00:00Z"),
      lastTestLeadAt: new Date("2026-01-03T10:00:00Z"),
      leadCount: 2,
      keyTail: key.slice(-4),
      disabledAt: null,
    },
    { name: "Second", lastLeadAt: null, lastTestLeadAt: null, leadCount: 0, keyTail: null },
  ]);
});

test("refusals are counted from a day on: the endpoint's own, and those that belong to none", async () => {
  const { id: endpointId } = await createEndpoint(session.workspaceId, "All offers");
  const { id: other } = await createEndpoint(session.workspaceId, "Other");
  const lastAt = new Date("2026-03-02T10:00:00Z");
  await db.insert(refusals).values([
    { day: "2026-02-27", reason: "rate_limited", endpointId, count: 100, lastAt },
    { day: "2026-03-01", reason: "rate_limited", endpointId, count: 3, lastAt: new Date("2026-03-01T10:00:00Z") },
    { day: "2026-03-02", reason: "rate_limited", endpointId, count: 4, lastAt },
    { day: "2026-03-02", reason: "rate_limited", endpointId: other, count: 50, lastAt },
    { day: "2026-03-02", reason: "unknown_key", endpointId: null, count: 9, lastAt },
  ]);
  const since = new Date("2026-03-01T00:00:00Z");
  const unknownKey = { count: 9, lastAt };
  expect(await countRefusals(session, endpointId, since)).toEqual({ rateLimited: { count: 7, lastAt }, unknownKey });
  expect(await countRefusals(await signIn("Contoso"), endpointId, since)).toEqual({ rateLimited: null, unknownKey });
});

async function signIn(workspaceName: string): Promise<Session> {
  const { id: workspaceId } = await createWorkspace({ name: workspaceName });
  const { id: userId, name, email } = await createUser(workspaceId);
  return { sessionId: v7(), workspaceId, workspaceName, userId, name, email, role: "admin", timeZone: "UTC" };
}

function keyIn(url: string): string {
  return new URL(url).searchParams.get("key") ?? "";
}

async function revoke(keyId: string): Promise<void> {
  await db.update(endpointKeys).set({ revokedAt: new Date() }).where(eq(endpointKeys.id, keyId));
}
