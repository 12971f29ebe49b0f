import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { dataDirectory, provideSecret, recallPort, rememberPort } from "#lib/data-directory.ts";
import { env, forgetEnv } from "#lib/env.ts";

let parent: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "buzon-data-"));
  process.env.BUZON_DATA_DIR = join(parent, "data");
  start();
});

afterEach(() => {
  rmSync(parent, { recursive: true });
});

/** As a new process would find it: only the data directory is left of the last one. */
function start(): void {
  delete process.env.BUZON_SECRET;
  delete process.env.PORT;
  forgetEnv();
}

test("the secret is made once, kept for its owner only, and the same at the next start", () => {
  provideSecret();
  const first = env().BUZON_SECRET;
  expect(first?.[0]?.length).toBeGreaterThanOrEqual(32);
  expect(statSync(join(dataDirectory(), "secret")).mode & 0o777).toBe(0o600);

  start();
  provideSecret();
  expect(env().BUZON_SECRET).toEqual(first);
});

test("a secret in the environment is used and never written down", () => {
  process.env.BUZON_SECRET = "a secret of whoever runs this that is long enough";
  forgetEnv();
  provideSecret();
  expect(() => readFileSync(join(dataDirectory(), "secret"))).toThrow(/ENOENT/);
});

test("a secret file that was emptied stops the start instead of getting a new secret", () => {
  writeFileSync(join(dataDirectory(), "secret"), "");
  expect(provideSecret).toThrow(/should hold a secret/);
});

test("a command beside the application uses its port, unless it is told another", () => {
  rememberPort(4321);
  recallPort();
  expect(env().PORT).toBe(4321);

  process.env.PORT = "4322";
  forgetEnv();
  recallPort();
  expect(env().PORT).toBe(4322);
});
