import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { prepareCluster } from "#db/embedded/cluster.ts";
import { startPostmaster } from "#db/embedded/postmaster.ts";
import { migrateDatabase } from "#db/migrate.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A migrated database that `useTestDatabase` copies. */
    templateUrl: string;
  }
}

/** Starts one Postgres for the whole run of the tests, or takes the one at BUZON_TEST_DATABASE_URL. */
export default async function startTestServer(project: TestProject): Promise<() => Promise<void>> {
  const server = await testServer();
  const template = new URL(server.url);
  template.pathname = `/buzon_template_${randomBytes(6).toString("hex")}`;

  const admin = postgres(server.url, { max: 1, onnotice: () => {} });
  const name = template.pathname.slice(1);
  const stop = async () => {
    await admin`drop database if exists ${admin(name)} with (force)`;
    await admin.end({ timeout: 5 });
    await server.stop();
  };
  try {
    await admin`create database ${admin(name)}`;
    await migrateDatabase(template.href);
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide("templateUrl", template.href);
  return stop;
}

async function testServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.BUZON_TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => {} };

  const folder = await mkdtemp(join(tmpdir(), "buzon-test-"));
  const cluster = await prepareCluster(join(folder, "postgres"), { durable: false });
  const server = await startPostmaster(cluster, {
    logFile: join(folder, "postgres.log"),
    settings: { fsync: "off", full_page_writes: "off", shared_buffers: "64MB", max_connections: "200" },
  });
  const watcher = endWithUs(server.pid, folder);
  return {
    url: server.url("postgres"),
    stop: async () => {
      await server.stop();
      watcher.stdin.end();
      await once(watcher, "exit");
    },
  };
}

/** Ends the server and clears its folder away once our end of the pipe is closed, also because we were killed. */
function endWithUs(pid: number, folder: string) {
  const script = 'cat; kill -QUIT "$0" 2>/dev/null; while kill -0 "$0" 2>/dev/null; do sleep 0.1; done; rm -rf "$1"';
  const watcher = spawn("sh", ["-c", script, String(pid), folder], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  watcher.unref();
  return watcher;
}
