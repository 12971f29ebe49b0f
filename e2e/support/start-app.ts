import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

export type App = {
  url: string;
  pid: number;
  /** The first endpoint's address with its key, as printed at the start. */
  endpointUrl: string;
  /** The one-time set-up link; null once an account exists. */
  setupUrl: string | null;
  /** SIGTERM and its exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL of the server process alone, as a crash would. */
  kill(): Promise<void>;
};

export type AppOptions = { dataDir: string; port: number; environment?: Record<string, string> };

const START_TIMEOUT_MS = 60_000;

/** Starts the production build as `npm start` does and waits until it answers. */
export async function startApp({ dataDir, port, environment = {} }: AppOptions): Promise<App> {
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, ["server.ts"], {
    env: {
      ...inherited,
      NODE_ENV: "production",
      PORT: String(port),
      HOST: "127.0.0.1",
      BUZON_DATA_DIR: dataDir,
      BUZON_ALLOW_PRIVATE_NETWORKS: "127.0.0.0/8",
      LOG_LEVEL: "warn",
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = collectOutput(child);
  const url = `http://localhost:${port}`;
  await waitUntilReady(url, child, output);
  if (child.pid === undefined) throw new Error("The server has no process id although it answers");
  return {
    url,
    pid: child.pid,
    endpointUrl: firstMatch(output(), /https?:\/\/\S+\/api\/leads\?key=[\w-]+/) ?? missing("endpoint URL", output()),
    setupUrl: firstMatch(output(), /https?:\/\/\S+\/setup\?token=[\w-]+/),
    stop: () => end(child, "SIGTERM"),
    kill: async () => void (await end(child, "SIGKILL")),
  };
}

/** An empty data directory, and the way to remove it with what the embedded Postgres left in it. */
export async function makeDataDir(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "buzon-e2e-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has an address with a port");
  await new Promise((resolve) => server.close(resolve));
  return address.port;
}

function collectOutput(child: ChildProcess): () => string {
  let text = "";
  const append = (chunk: Buffer) => {
    text += chunk.toString("utf8");
  };
  child.stdout?.on("data", append);
  child.stderr?.on("data", append);
  return () => text;
}

async function waitUntilReady(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const giveUpAt = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < giveUpAt) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}:\n${output()}`);
    const answer = await fetch(`${url}/api/ready`).catch(() => null);
    if (answer?.ok && output().includes("/api/leads?key=")) return;
    await delay(100);
  }
  throw new Error(`The server was not ready within ${START_TIMEOUT_MS} ms:\n${output()}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  child.kill(signal);
  return ended;
}

function firstMatch(text: string, pattern: RegExp): string | null {
  return pattern.exec(text)?.[0] ?? null;
}

function missing(what: string, output: string): never {
  throw new Error(`The server did not print its ${what}:\n${output}`);
}
