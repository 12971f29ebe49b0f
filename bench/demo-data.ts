import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type postgres from "postgres";
import { v7 } from "uuid";
import { seedDemo } from "#bin/seed-demo.ts";
import { closeDatabase, openPool } from "#db/client.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { provideDatabase } from "#db/provide-database.ts";
import { createUser } from "#features/people/create-user.ts";
import { prepareFirstRun } from "#features/people/first-run.ts";
import { encodeSessionCookie, sessionCookie } from "#features/people/session-cookie.ts";
import { startSession } from "#features/people/user-session.ts";
import { provideSecret } from "#lib/data-directory.ts";
import { forgetEnv } from "#lib/env.ts";

/** The person who looks at the pages, and the colleagues who own the rest. */
export const READER = "ana.torres@contoso.example";
const TEAM = [READER, "bo.smith@contoso.example", "chiara.rossi@contoso.example", "li.wei@contoso.example"];

/**
 * A data directory with so many invented leads, most of them forwarded to two destinations that nobody listens at. It
 * stays in the system's temporary directory, so that the next run starts at once; another schema makes another one.
 */
export async function provideDemoData(leads: number): Promise<string> {
  const dataDir = join(tmpdir(), `buzon-bench-${leads}-leads-${sourcesHash()}`);
  const mark = join(dataDir, "complete");
  const isThere = existsSync(mark);
  if (!isThere) await rm(dataDir, { recursive: true, force: true });
  pointTo(dataDir);
  if (isThere) return dataDir;

  console.log(`Making ${leads.toLocaleString("en")} leads in ${dataDir} ...`);
  const database = await provideDatabase({ beside: false });
  try {
    await migrateDatabase(database.url);
    await prepareFirstRun();
    for (const email of TEAM) await addColleague(email);
    const sql = openPool({ max: 1, name: "bench", statementTimeoutMs: 0 });
    await addDestinations(sql);
    await seedDemo(leads, true);
    await settleDeliveries(sql);
  } finally {
    await closeDatabase();
    await database.stop();
  }
  writeFileSync(mark, "");
  return dataDir;
}

/** Opens the database of a running server for this process; resolves to the `cookie` header of the reader. */
export async function signInAsReader(databaseUrl: string, sql: postgres.Sql): Promise<string> {
  process.env.DATABASE_URL = databaseUrl;
  forgetEnv();
  const [reader] = await sql<{ id: string }[]>`select id from users where email = ${READER}`;
  if (!reader) throw new Error("The demonstration has a reader");
  return `${sessionCookie().name}=${await encodeSessionCookie(await startSession(reader.id))}`;
}

function pointTo(dataDir: string): void {
  Object.assign(process.env, { BUZON_DATA_DIR: dataDir, DATABASE_URL: "", BUZON_URL: "", LOG_LEVEL: "error" });
  forgetEnv();
  provideSecret();
}

function sourcesHash(): string {
  const hash = createHash("sha256");
  for (const file of globSync(["db/migrations/*.sql", "bin/demo/*.ts", "bench/demo-data.ts"]).sort()) {
    hash.update(readFileSync(file));
  }
  return hash.digest("hex").slice(0, 8);
}

async function addColleague(email: string): Promise<void> {
  const made = await createUser({
    email,
    name: email.split("@")[0] ?? email,
    password: "a short sentence",
    role: "admin",
  });
  if (!made.ok) throw new Error(`A colleague could not be made (${made.code})`);
}

/** Two that nobody listens at, on hold, so that every lead is owed to them and stays so. */
async function addDestinations(sql: postgres.Sql): Promise<void> {
  for (const name of ["Sales CRM", "Marketing"]) {
    await sql`
      with destination as (
        insert into destinations (workspace_id, id, connector, name, settings, state, live_mapping_version)
        select id, ${v7()}, 'webhook', ${name}, '{"url": "https://crm.example/leads", "body": "standard"}', 'paused', 1
        from workspaces returning workspace_id, id
      )
      insert into mappings (workspace_id, id, destination_id, version, rows)
      select workspace_id, id, id, 1, '[]' from destination`;
  }
}

/**
 * Turns what is on hold into deliveries as they lie after years: nearly all arrived, some failed, some wait. Written
 * directly, because sending a million leads somewhere would take hours.
 */
async function settleDeliveries(sql: postgres.Sql): Promise<void> {
  console.log("Deliveries ...");
  await sql`alter table deliveries disable trigger user`;
  await sql`
    update deliveries set state = fate.state::delivery_state, attempt_count = 1, updated_at = fate.at,
      delivered_at = case when fate.state = 'delivered' then fate.at end,
      handled_at = case when fate.state = 'failed' and dice % 2 = 0 then fate.at end,
      last_problem = case when fate.state = 'failed' then '{"code": "field_invalid", "message": "Country XK is not in the list"}'::jsonb end
    from (
      select d.workspace_id, d.id, l.received_at + interval '2 seconds' as at, dice,
        case when dice < 30 then 'failed' when dice < 35 then 'cancelled' else 'delivered' end as state
      from deliveries d join leads l on l.workspace_id = d.workspace_id and l.id = d.lead_id,
        lateral (select abs(hashtext(d.id::text)::bigint) % 1000 as dice) as throw
      where d.state = 'held' and dice < 990
    ) as fate
    where deliveries.workspace_id = fate.workspace_id and deliveries.id = fate.id`;
  await sql`alter table deliveries enable trigger user`;
  await sql`
    update leads set has_failed_delivery = has_failed, has_skipped_delivery = has_skipped
    from (
      select workspace_id, lead_id, bool_or(state = 'failed' and handled_at is null) as has_failed,
        bool_or(state <> 'failed' or handled_at is not null) as has_skipped
      from deliveries where state in ('failed', 'skipped', 'cancelled') group by workspace_id, lead_id
    ) as noted
    where leads.workspace_id = noted.workspace_id and leads.id = noted.lead_id`;
  await sql`vacuum analyze deliveries, leads`;
}
