import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import postgres from "postgres";
import { borrowEmbeddedPostgres } from "#db/embedded.ts";

export type Server = { url: string; stop(): Promise<void> };

const START_TIMEOUT_MS = 120_000;
/** So many that the endpoint's own limit is never what is measured. */
const NO_LIMIT = 1_000_000;

/**
 * The production build as `npm start` runs it, on data of its own, which go when it stops unless BUZON_DATA_DIR names
 * them. `url` is its first endpoint's, without a limit.
 */
export async function startBuzon(
  env: Record<string, string> = {},
): Promise<Server & { sql: postgres.Sql; databaseUrl: string; pid: number | undefined }> {
  const kept = env.BUZON_DATA_DIR;
  const dataDir = kept ?? join(tmpdir(), `buzon-bench-${process.pid}`);
  const server = run("server.ts", {
    BUZON_DATA_DIR: dataDir,
    DATABASE_URL: "",
    BUZON_URL: "",
    HOST: "127.0.0.1",
    PORT: "0",
    LOG_LEVEL: "error",
    ...env,
  });
  const url = await firstMatch(server, /http:\S+\/api\/leads\?key=[\w-]+/);
  const database = await borrowEmbeddedPostgres(dataDir);
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  await sql`update endpoints set rate_per_second = ${NO_LIMIT}, burst = ${NO_LIMIT}`;
  return {
    url,
    sql,
    databaseUrl: database.url,
    pid: server.pid,
    stop: async () => {
      await sql.end({ timeout: 5 });
      await database.stop();
      await stop(server);
      if (!kept) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** bench/plain-server.ts on the same database. */
export async function startPlain(databaseUrl: string, sql: postgres.Sql): Promise<Server> {
  await sql`
    create table bench_leads (id uuid primary key, received_at timestamptz not null, body bytea not null)`;
  const server = run("bench/plain-server.ts", { DATABASE_URL: databaseUrl });
  return { url: await firstMatch(server, /http:\S+/), stop: () => stop(server) };
}

type Process = ChildProcessByStdio<null, Readable, null>;

function run(file: string, env: Record<string, string>): Process {
  return spawn(process.execPath, [file], { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "inherit"] });
}

async function firstMatch(server: Process, pattern: RegExp): Promise<string> {
  let printed = "";
  const timer = setTimeout(() => server.kill(), START_TIMEOUT_MS);
  // Left open afterwards: a server whose output nobody takes is not what is measured.
  for await (const text of server.stdout.iterator({ destroyOnReturn: false })) {
    printed += text;
    const match = pattern.exec(printed);
    if (!match) continue;
    clearTimeout(timer);
    server.stdout.resume();
    return match[0];
  }
  throw new Error(`A server ended before it could be measured:\n${printed}`);
}

async function stop(server: Process): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill("SIGTERM");
  await once(server, "exit");
}
