import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { errorCode } from "#lib/error-code.ts";

/** What a running server writes into its data directory. */
export type PostmasterFile = { pid: number; port: number; ready: boolean };

const FAST_STOP_MS = 30_000;
const IMMEDIATE_STOP_MS = 10_000;

/** https://www.postgresql.org/docs/18/storage-file-layout.html: postmaster.pid; the lines are those of miscinit.h. */
export function readPostmasterFile(clusterDir: string): PostmasterFile | null {
  const lines = contentOf(postmasterFile(clusterDir)).split("\n");
  // Empty while the server is just writing it.
  if (!lines[0]) return null;
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

/**
 * Stops the server that a killed process left behind on this cluster, and clears away the file of one that is gone:
 * its process number may belong to somebody else by now, above all in a container.
 */
export async function stopOrphan(clusterDir: string): Promise<void> {
  const file = readPostmasterFile(clusterDir);
  if (!file) return;
  for (const [signal, timeoutMs] of [
    ["SIGINT", FAST_STOP_MS],
    ["SIGQUIT", IMMEDIATE_STOP_MS],
  ] as const) {
    if (!isServerOf(clusterDir, file.pid)) break;
    process.kill(file.pid, signal);
    const giveUpAt = Date.now() + timeoutMs;
    while (isServerOf(clusterDir, file.pid) && Date.now() < giveUpAt) await sleep(50);
  }
  if (isServerOf(clusterDir, file.pid)) {
    throw new Error(`A Postgres of an earlier start (process ${file.pid}) does not stop: end it, then start again.`);
  }
  rmSync(postmasterFile(clusterDir), { force: true });
}

function isServerOf(clusterDir: string, pid: number): boolean {
  const commandLine = commandLineOf(pid);
  return commandLine.includes("postgres") && commandLine.includes(` ${clusterDir} `);
}

/** Empty when there is no such process. */
function commandLineOf(pid: number): string {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return execFileSync("ps", ["-ww", "-o", "args=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return "";
    throw error;
  }
}

function postmasterFile(clusterDir: string): string {
  return join(clusterDir, "postmaster.pid");
}
