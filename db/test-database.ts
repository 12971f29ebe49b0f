import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, inject } from "vitest";
import { closeDatabase } from "#db/client.ts";
import { forgetEnv } from "#lib/env.ts";

/**
 * Gives the tests of this file an empty, migrated database of their own. Call it at the top of the file; `db` and
 * `env()` then work as in the application, from the first hook on, but not while modules are being loaded.
 */
export function useTestDatabase(): void {
  const template = new URL(inject("templateUrl"));
  const database = new URL(template);
  database.pathname = `/buzon_${randomBytes(6).toString("hex")}`;
  const name = database.pathname.slice(1);

  beforeAll(async () => {
    await administer(template, (sql) => sql`create database ${sql(name)} template ${sql(template.pathname.slice(1))}`);
    process.env.DATABASE_URL = database.href;
    process.env.BUZON_SECRET = "a secret that only the tests know and nobody else";
    forgetEnv();
  });

  afterAll(async () => {
    await closeDatabase();
    await administer(template, (sql) => sql`drop database ${sql(name)} with (force)`);
  });
}

async function administer(template: URL, command: (sql: postgres.Sql) => PromiseLike<unknown>): Promise<void> {
  const server = new URL(template);
  server.pathname = "/postgres";
  const sql = postgres(server.href, { max: 1, onnotice: () => {} });
  await command(sql);
  await sql.end({ timeout: 5 });
}
