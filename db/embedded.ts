import { join } from "node:path";
import postgres from "postgres";
import { clusterUrl, DATABASE_NAME, prepareCluster } from "#db/embedded/cluster.ts";
import { lockDataDirectory } from "#db/embedded/data-directory-lock.ts";
import { type Postmaster, startPostmaster } from "#db/embedded/postmaster.ts";
import { readPostmasterFile } from "#db/embedded/postmaster-file.ts";
import { keptSecret } from "#lib/kept-secret.ts";
import { log } from "#lib/log.ts";

export type EmbeddedPostgres = {
  url: string;
  /** Settles only when the server ended by itself and could not be started again. */
  lost: Promise<unknown>;
  /** Clean, within a minute. */
  stop(): Promise<void>;
};

/** Another process uses this data directory. */
export class DataDirectoryInUse extends Error {
  override name = "DataDirectoryInUse";
}

// What a small machine can spare and one publisher's leads need; who needs more brings a server with DATABASE_URL.
const SETTINGS = { shared_buffers: "128MB", max_connections: "60", max_wal_size: "512MB", timezone: "UTC" };

/**
 * Starts the real Postgres server that npm installed, with its data under `dataDir`, and makes the database when there
 * is none. Only this machine can connect to it. It recovers from a `kill -9` of itself or of the process that started
 * it, and is started again on the same port when it ends while the application runs.
 */
export async function startEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  const lock = await lockDataDirectory(dataDir);
  if (!lock.ok) {
    throw new DataDirectoryInUse(
      `Buzón already runs on the data directory ${dataDir} (process ${lock.heldBy}): stop it first, or set BUZON_DATA_DIR to another folder.`,
    );
  }
  try {
    const cluster = await prepareCluster(clusterDir(dataDir), { durable: true });
    const options = { settings: SETTINGS, logFile: join(dataDir, "postgres.log") };
    const first = await startPostmaster(cluster, options);
    await makeDatabase(first.url("postgres"));
    const { lost, stop } = supervise(first, () => startPostmaster(cluster, { ...options, port: first.port }));
    return { url: first.url(DATABASE_NAME), lost, stop: () => stop().finally(lock.release) };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** The same for a command beside the application: the server of the running application, else one for the time being. */
export async function borrowEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  try {
    return await startEmbeddedPostgres(dataDir);
  } catch (error) {
    if (!(error instanceof DataDirectoryInUse)) throw error;
    const running = readPostmasterFile(clusterDir(dataDir));
    if (!running?.ready) throw new Error("Buzón is just starting or stopping: try again in a moment.");
    const password = keptSecret(`${clusterDir(dataDir)}.password`);
    return {
      url: clusterUrl({ password }, running.port, DATABASE_NAME),
      lost: new Promise(() => {}),
      stop: async () => {},
    };
  }
}

function supervise(first: Postmaster, restart: () => Promise<Postmaster>): Pick<EmbeddedPostgres, "lost" | "stop"> {
  let current = Promise.resolve(first);
  let stopping = false;
  const lost = Promise.withResolvers<unknown>();

  async function watch(): Promise<void> {
    while (!stopping) {
      const postmaster = await current;
      await postmaster.ended;
      if (stopping) return;
      log.error("Postgres ended by itself and is started again");
      current = restart();
    }
  }
  watch().catch(lost.resolve);

  async function stop(): Promise<void> {
    stopping = true;
    const postmaster = await current;
    await postmaster.stop();
  }
  return { lost: lost.promise, stop };
}

async function makeDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const [existing] = await sql`select 1 from pg_database where datname = ${DATABASE_NAME}`;
  if (!existing) await sql`create database ${sql(DATABASE_NAME)}`;
  await sql.end({ timeout: 5 });
}

function clusterDir(dataDir: string): string {
  return join(dataDir, "postgres");
}
