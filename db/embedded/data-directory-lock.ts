import { createHash } from "node:crypto";
import { once } from "node:events";
import { realpathSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { errorCode } from "#lib/error-code.ts";

export type DataDirectoryLock = { ok: true; release(): Promise<void> } | { ok: false; heldBy: number };

/**
 * Makes sure that one process uses a data directory. The lock is a local socket that this process listens on, so the
 * kernel frees it however the process ends. Who asks in vain learns the number of the process that holds it.
 */
export async function lockDataDirectory(dataDir: string): Promise<DataDirectoryLock> {
  const path = socketPath(dataDir);
  // Once more after a stale socket file was cleared away.
  for (let round = 0; round < 2; round++) {
    const server = createServer((socket) => socket.end(String(process.pid))).unref();
    if (await listens(server, path)) {
      return { ok: true, release: () => new Promise((resolve) => server.close(() => resolve())) };
    }
    const holder = await askHolder(path);
    if (holder !== null) return { ok: false, heldBy: holder };
    rmSync(path, { force: true });
  }
  throw new Error(`${path} cannot be used as the lock of ${dataDir}`);
}

/** Linux has sockets without a file, which cannot be left behind; they start with a zero byte. */
function socketPath(dataDir: string): string {
  const name = `buzon-${createHash("sha256").update(realpathSync(dataDir)).digest("hex").slice(0, 24)}`;
  if (process.platform === "linux") return `\0${name}`;
  if (process.platform === "win32") return `\\\\.\\pipe\\${name}`;
  return join(tmpdir(), `${name}.sock`);
}

async function listens(server: ReturnType<typeof createServer>, path: string): Promise<boolean> {
  server.listen(path);
  try {
    await once(server, "listening");
    return true;
  } catch (error) {
    if (errorCode(error) === "EADDRINUSE") return false;
    throw error;
  }
}

/** Null when nobody listens: the file is left from a process that was killed. */
async function askHolder(path: string): Promise<number | null> {
  const socket = connect(path);
  try {
    return Number(await text(socket));
  } catch (error) {
    if (errorCode(error) === "ECONNREFUSED") return null;
    throw error;
  }
}
