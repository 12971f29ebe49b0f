import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readPostmasterFile } from "#db/embedded/postmaster-file.ts";

// Every application here is a process of its own, so that it can be killed.
const APPLICATION = `
  import { startEmbeddedPostgres } from "#db/embedded.ts";
  const server = await startEmbeddedPostgres(process.env.TEST_DATA_DIR);
  process.on("SIGTERM", () => server.stop().then(() => process.exit()));
  // Closed when the tests are killed.
  process.stdin.on("end", () => server.stop().then(() => process.exit())).resume();
  console.log(server.url);
`;

// Each test starts several processes, which a machine with two cores takes its time for while other tests run.
vi.setConfig({ testTimeout: 90_000 });

let dataDir: string;
const running: Application[] = [];

beforeEach(async () => {
  // Closed to everybody but us, as a clone in somebody's home is.
  dataDir = await mkdtemp(join(tmpdir(), "buzon-embedded-"));
});

afterEach(async () => {
  for (const child of running
    .splice(0)
    .filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) {
    child.kill("SIGTERM");
    await once(child, "exit");
  }
  await rm(dataDir, { recursive: true });
});

test("a server stopped with SIGTERM is gone, and the next start finds its rows", async () => {
  const first = await start();
  await write(first.url, "kept");
  first.child.kill("SIGTERM");
  expect(await once(first.child, "exit")).toEqual([0, null]);
  expect(readPostmasterFile(clusterDir())).toBeNull();

  const second = await start();
  expect(await read(second.url)).toEqual(["kept"]);
});

test("a second start on the same data directory is refused with one sentence, and the first keeps working", async () => {
  const first = await start();
  await write(first.url, "kept");
  const second = launch();
  const complaint = await text(second.stderr);
  expect(complaint).toContain(
    `Buzón already runs on the data directory ${dataDir} (process ${first.child.pid}): stop it first, or set BUZON_DATA_DIR to another folder.`,
  );
  expect(await read(first.url)).toEqual(["kept"]);
});

test("a kill -9 of the application loses nothing: its orphaned server is stopped and the next start recovers", async () => {
  const first = await start();
  await write(first.url, "kept");
  const orphan = readPostmasterFile(clusterDir())?.pid;
  await kill(first.child);
  const second = await start();
  expect(readPostmasterFile(clusterDir())?.pid).not.toBe(orphan);
  expect(await read(second.url)).toEqual(["kept"]);
});

test("a kill -9 of the application and of its server loses nothing", async () => {
  const first = await start();
  await write(first.url, "kept");
  await kill(first.child);
  process.kill(postmasterPid(), "SIGKILL");
  const second = await start();
  expect(await read(second.url)).toEqual(["kept"]);
});

test("a server that is killed while the application runs comes back on the same address", async () => {
  const first = await start();
  await write(first.url, "kept");
  const killed = postmasterPid();
  process.kill(killed, "SIGKILL");
  const isBack = () => {
    const file = readPostmasterFile(clusterDir());
    return file?.ready === true && file.pid !== killed;
  };
  await expect.poll(isBack, { timeout: 30_000 }).toBe(true);
  expect(await read(first.url)).toEqual(["kept"]);
});

test("another process's number in the server's file does not stop the start", async () => {
  const first = await start();
  first.child.kill("SIGTERM");
  await once(first.child, "exit");
  await writeFile(join(clusterDir(), "postmaster.pid"), `${process.pid}\n${clusterDir()}\n0\n1\n`);
  const second = await start();
  expect(await read(second.url)).toEqual([]);
});

test("the password is for its owner only, and only this machine can connect", async () => {
  const { url } = await start();
  expect((await stat(join(dataDir, "postgres.password"))).mode & 0o777).toBe(0o600);
  const sql = postgres(url, { max: 1 });
  expect(
    await sql`select name, setting from pg_settings where name in ('listen_addresses', 'fsync', 'data_checksums') order by 1`,
  ).toEqual([
    { name: "data_checksums", setting: "on" },
    { name: "fsync", setting: "on" },
    { name: "listen_addresses", setting: "127.0.0.1" },
  ]);
  await sql.end();
  const stranger = new URL(url);
  stranger.password = "guessed";
  await expect(read(stranger.href)).rejects.toThrow(/password authentication failed/);
});

test("the server's log never repeats a statement, a value or a parameter", async () => {
  const { url } = await start();
  const sql = postgres(url, { max: 1 });
  await sql`create table people (email text unique)`;
  await sql`insert into people values (${"ada@fabrikam.example"})`;
  await expect(sql`insert into people values (${"ada@fabrikam.example"})`).rejects.toThrow();
  await expect(sql`select ${"ada@fabrikam.example"}::int`).rejects.toThrow();
  await sql.end();
  expect(await readFile(join(dataDir, "postgres.log"), "utf8")).not.toContain("fabrikam");
});

type Application = ChildProcessByStdio<Writable, Readable, Readable>;

function launch(): Application {
  const child = spawn(process.execPath, ["--input-type=module-typescript", "--eval", APPLICATION], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, TEST_DATA_DIR: dataDir },
  });
  running.push(child);
  return child;
}

async function start() {
  const child = launch();
  const complaint = text(child.stderr);
  for await (const url of createInterface(child.stdout)) return { child, url };
  throw new Error(await complaint);
}

async function kill(child: Application): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "exit");
}

function postmasterPid(): number {
  const pid = readPostmasterFile(clusterDir())?.pid;
  if (!pid) throw new Error("No server runs");
  return pid;
}

function clusterDir(): string {
  return join(dataDir, "postgres");
}

async function write(url: string, value: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql`create table if not exists notes (value text)`;
  await sql`insert into notes values (${value})`;
  await sql.end();
}

async function read(url: string): Promise<string[]> {
  const sql = postgres(url, { max: 1 });
  try {
    const [table] = await sql`select to_regclass('notes') as name`;
    if (table?.name === null) return [];
    const rows = await sql<{ value: string }[]>`select value from notes`;
    return rows.map((row) => row.value);
  } finally {
    await sql.end();
  }
}
