import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "#db/client.ts";
import { createUser, createWorkspace } from "#db/factories.ts";
import { apiKeys, auditEvents } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { createApiKey, MAX_API_KEYS } from "#features/api-keys/create-api-key.ts";
import { findApiKey } from "#features/api-keys/find-api-key.ts";
import { listApiKeys } from "#features/api-keys/list-api-keys.ts";
import { revokeApiKey } from "#features/api-keys/revoke-api-key.ts";
import { sha256 } from "#lib/crypto.ts";

useTestDatabase();

let session: { workspaceId: string; userId: string };
beforeAll(async () => {
  const { id: workspaceId } = await createWorkspace({ timeZone: "Europe/Madrid" });
  session = { workspaceId, userId: (await createUser(workspaceId)).id };
});

async function newKey(name = "Warehouse", as = session) {
  const created = await createApiKey(as, name);
  if (!created.ok) throw new Error(created.code);
  return created;
}

test("a key opens its workspace; only its hash and its last characters are kept", async () => {
  const { id, key } = await newKey();
  expect(key).toMatch(/^bz_[\w-]{43}$/);
  expect(await findApiKey(key)).toEqual({ apiKeyId: id, ...session, timeZone: "Europe/Madrid" });

  const [kept] = await db.select().from(apiKeys).where(eq(apiKeys.id, id));
  expect(kept?.keyHash).toEqual(sha256(key));
  expect(JSON.stringify(kept)).not.toContain(key.slice(3, 20));
  expect(kept?.keyTail).toBe(key.slice(-4));
});

test("a key that is wrong, or of another kind, opens nothing", async () => {
  const { key } = await newKey();
  const others = [`${key}x`, key.slice(3), "bz_", "", `BZ_${key.slice(3)}`];
  expect(await Promise.all(others.map(findApiKey))).toEqual(others.map(() => null));
});

test("a revoked key opens nothing any more, and only its own workspace can revoke it", async () => {
  const { id, key } = await newKey();
  const stranger = { workspaceId: (await createWorkspace()).id, userId: session.userId };
  await revokeApiKey(stranger, id);
  expect(await findApiKey(key)).not.toBeNull();
  await revokeApiKey(session, id);
  expect(await findApiKey(key)).toBeNull();
  expect((await listApiKeys(session)).map((each) => each.id)).not.toContain(id);
});

test("the list says when a key was last used, and by whom it was made", async () => {
  const { id, key } = await newKey("Reports");
  const listed = async () => (await listApiKeys(session)).find((each) => each.id === id);
  expect(await listed()).toMatchObject({ name: "Reports", createdBy: "Ana Torres", lastUsedAt: null });
  await findApiKey(key);
  expect((await listed())?.lastUsedAt).toBeInstanceOf(Date);
});

test("making and revoking a key are on record, without the key", async () => {
  const { id: workspaceId } = await createWorkspace();
  const as = { workspaceId, userId: (await createUser(workspaceId)).id };
  const { id, key } = await newKey("Reports", as);
  await revokeApiKey(as, id);
  const events = await db.select().from(auditEvents).where(eq(auditEvents.workspaceId, workspaceId));
  expect(events.map(({ action, userId, details }) => ({ action, userId, details }))).toEqual([
    { action: "api_key.created", userId: as.userId, details: { apiKeyId: id, name: "Reports" } },
    { action: "api_key.revoked", userId: as.userId, details: { apiKeyId: id, name: "Reports" } },
  ]);
  expect(JSON.stringify(events)).not.toContain(key);
});

test("a key needs a name, and there is an end to how many there are", async () => {
  const { id: workspaceId } = await createWorkspace();
  const as = { workspaceId, userId: (await createUser(workspaceId)).id };
  expect(await createApiKey(as, "  ")).toEqual({ ok: false, code: "name_missing" });
  for (let made = 0; made < MAX_API_KEYS; made += 1) await newKey("Reports", as);
  expect(await createApiKey(as, "One more")).toEqual({ ok: false, code: "too_many" });
});
