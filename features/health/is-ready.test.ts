import { expect, test } from "vitest";
import { closeDatabase } from "#db/client.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { isReady } from "#features/health/is-ready.ts";
import { forgetEnv } from "#lib/env.ts";

useTestDatabase();

test("it is ready while the database answers, and says within a second when it does not", async () => {
  expect(await isReady()).toBe(true);

  await closeDatabase();
  // Nothing listens on port 9 of this machine.
  process.env.DATABASE_URL = "postgres://nobody@127.0.0.1:9/nothing";
  forgetEnv();
  const askedAt = performance.now();
  expect(await isReady()).toBe(false);
  expect(performance.now() - askedAt).toBeLessThan(1_500);
});
