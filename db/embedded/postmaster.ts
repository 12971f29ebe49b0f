import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type Cluster, clusterUrl, postgresEnvironment } from "#db/embedded/cluster.ts";
import { readPostmasterFile, stopOrphan } from "#db/embedded/postmaster-file.ts";
import { launchAs } from "#db/embedded/run-as.ts";

export type Postmaster = {
  pid: number;
  port: number;
  /** Of the database `name` in this cluster. */
  url(name: string): string;
  /** Resolves when the server has ended, for whatever reason. */
  ended: Promise<void>;
  /** Ends sessions and stops cleanly (fast shutdown). Resolves when the server has ended. */
  stop(): Promise<void>;
};

export type PostmasterOptions = {
  settings: Record<string, string>;
  /** A free one when absent. */
  port?: number;
  logFile: string;
};

// Recovery after a crash replays up to a gigabyte of log, which takes minutes on a slow disk.
const START_TIMEOUT_MS = 10 * 60_000;
// After a kill -9 of Postgres its sessions need a moment to notice; until then the shared memory is in use.
const RETRY_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 60_000;
const POLL_MS = 25;
const LOG_BYTES = 4 * 1024 * 1024;

/**
 * Starts the server of this cluster and waits until it takes connections. A server that an earlier process left
 * behind is stopped first, so the caller must hold the data directory's lock.
 */
export async function startPostmaster(cluster: Cluster, options: PostmasterOptions): Promise<Postmaster> {
  await stopOrphan(cluster.dir);
  const giveUpAt = Date.now() + RETRY_TIMEOUT_MS;
  for (;;) {
    const attempt = await launch(cluster, options);
    if (attempt.ok) return attempt.postmaster;
    const passing = /shared memory block|could not create any TCP\/IP sockets/.test(attempt.complaint);
    if (!passing || Date.now() > giveUpAt) {
      throw new Error(`The embedded Postgres did not start (${options.logFile}): ${attempt.complaint.trim()}`);
    }
    await sleep(POLL_MS * 10);
  }
}

type Attempt = { ok: true; postmaster: Postmaster } | { ok: false; complaint: string };

async function launch(cluster: Cluster, options: PostmasterOptions): Promise<Attempt> {
  const port = options.port ?? (await freePort());
  const settings = Object.entries({ ...options.settings, ...ALWAYS, port: String(port) });
  const args = ["-D", cluster.dir, ...settings.flatMap(([name, value]) => ["-c", `${name}=${value}`])];
  const {
    command,
    args: launchArgs,
    identity,
  } = launchAs(cluster.user, cluster.binaries.postgres, args, [cluster.dir]);

  const log = openLog(options.logFile);
  const logStart = statSync(options.logFile).size;
  // A process group of its own: Ctrl-C in the terminal must not end Postgres before the application has finished.
  const child = spawn(command, launchArgs, {
    ...identity,
    detached: true,
    stdio: ["ignore", log, log],
    env: postgresEnvironment(),
  });
  closeSync(log);
  const ended = endOf(child);

  const giveUpAt = Date.now() + START_TIMEOUT_MS;
  while (await isRunning(ended)) {
    const file = readPostmasterFile(cluster.dir);
    if (file?.ready && file.pid === child.pid) {
      const { pid } = file;
      const url = (name: string) => clusterUrl(cluster, port, name);
      return { ok: true, postmaster: { pid, port, url, ended, stop: () => stop(child, ended) } };
    }
    if (Date.now() > giveUpAt) {
      await stop(child, ended);
      return { ok: false, complaint: `it was not ready after ${START_TIMEOUT_MS / 60_000} minutes` };
    }
  }
  return { ok: false, complaint: readFileSync(options.logFile, "utf8").slice(logStart) };
}

/** Settings that nobody may change: only this machine can connect, and the log never shows what a lead says. */
const ALWAYS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  lc_messages: "C",
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_parameter_max_length_on_error: "0",
  log_checkpoints: "off",
};

async function isRunning(ended: Promise<void>): Promise<boolean> {
  return Promise.race([ended.then(() => false), sleep(POLL_MS, true)]);
}

function endOf(child: ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  child.once("exit", () => resolve());
  child.once("error", reject);
  return promise;
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill("SIGINT");
  const timer = setTimeout(() => child.kill("SIGQUIT"), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("A TCP server has an address with a port");
  return address.port;
}

/** One older log is kept. */
function openLog(path: string): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_BYTES) renameSync(path, `${path}.old`);
  return openSync(path, "a", 0o600);
}
