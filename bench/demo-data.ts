import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { seedDemo } from "#bin/seed-demo.ts";
import { closeDatabase } from "#db/client.ts";
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
    await seedDemo(leads, false);
    await forward(database.url);
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

/**
 * Deliveries as they lie after years: nearly all arrived, some failed, wait or were skipped. Written directly, because
 * sending a million leads somewhere would take hours. What waits is due in a year, so that no worker touches it.
 */
async function forward(databaseUrl: string): Promise<void> {
  console.log("Deliveries ...");
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  for (const [name, where] of [
    ["Sales CRM", sql`true`],
    ["Marketing", sql`action = 'contact'`],
  ] as const) {
    await sql`
      with destination as (
        insert into destinations (workspace_id, id, connector, name, settings, state)
        select id, uuidv7(), 'webhook', ${name}, '{"url": "https://crm.example/leads", "body": "standard"}', 'paused'
        from workspaces returning workspace_id, id
      )
      insert into deliveries (workspace_id, id, lead_id, destination_id, person_key, state, skip_reason, next_attempt_at,
        attempt_count, delivered_at, handled_at, last_problem, created_at, updated_at)
      select workspace_id, uuidv7(), lead_id, destination_id, person_key, state::delivery_state,
        case when state = 'skipped' then 'do_not_contact' end,
        case when state = 'queued' then now() + interval '1 year' end,
        case when state in ('delivered', 'failed') then 1 else 0 end,
        case when state = 'delivered' then received_at + interval '2 seconds' end,
        case when state = 'failed' and dice % 2 = 0 then received_at + interval '1 day' end,
        case when state = 'failed' then '{"code": "field_invalid", "message": "Country XK is not in the list"}'::jsonb end,
        received_at, received_at + interval '2 seconds'
      from (
        select l.workspace_id, l.id as lead_id, d.id as destination_id, person_key, received_at, dice,
          case when is_test or do_not_contact then 'skipped' when dice < 30 then 'failed' when dice < 40 then 'held'
            when dice < 45 then 'queued' when dice < 50 then 'cancelled' else 'delivered' end as state
        from destination d, leads l, lateral (select abs(hashint4(number)::bigint) % 1000 as dice) as throw
        where l.workspace_id = d.workspace_id and ${where}
      ) as fate`;
  }
  await sql`vacuum analyze deliveries`;
  await sql.end();
}
