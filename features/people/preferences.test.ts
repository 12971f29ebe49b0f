import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { db } from "#db/client.ts";
import { createUser, createWorkspace } from "#db/factories.ts";
import { users } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { getPreferences, preferenceChange, savePreferences } from "#features/people/preferences.ts";

useTestDatabase();

async function somebody() {
  return createUser((await createWorkspace()).id);
}

const NEW = { density: "comfortable", singleKeys: true, notify: false };

test("somebody new works as everybody does", async () => {
  const user = await somebody();
  expect(await getPreferences(user.id)).toEqual(NEW);
});

test("setting one thing keeps the others", async () => {
  const user = await somebody();
  await savePreferences(user.id, { singleKeys: false });
  await savePreferences(user.id, { density: "compact" });
  expect(await getPreferences(user.id)).toEqual({ ...NEW, density: "compact", singleKeys: false });
});

test("what another version wrote is passed over, and the rest holds", async () => {
  const user = await somebody();
  await db.update(users).set({ preferences: sql`'{"density": "airy", "singleKeys": false, "wings": 2}'::jsonb` });
  expect(await getPreferences(user.id)).toEqual({ ...NEW, singleKeys: false });
});

test("what is no preference cannot be set", () => {
  expect(preferenceChange.safeParse({ density: "airy" }).success).toBe(false);
  expect(preferenceChange.safeParse({ wings: 2 }).success).toBe(false);
});
