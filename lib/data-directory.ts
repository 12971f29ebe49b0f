import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { env, forgetEnv } from "#lib/env.ts";
import { keptSecret } from "#lib/kept-secret.ts";

// A root process lets others pass through the folder (not list it), because Postgres, which refuses root, runs as
// another user. Every file in it is closed by its own permissions.
const MODE = process.getuid?.() === 0 ? 0o711 : 0o700;

/** The absolute path of BUZON_DATA_DIR, made when it is not there. */
export function dataDirectory(): string {
  const path = resolve(env().BUZON_DATA_DIR);
  mkdirSync(path, { recursive: true, mode: MODE });
  try {
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new Error(
      `${path} belongs to another user: start Buzón as that user, or set BUZON_DATA_DIR to another folder.`,
      { cause },
    );
  }
  return path;
}

/** Makes BUZON_SECRET once and keeps it in the data directory, unless the environment brings one. */
export function provideSecret(): void {
  if (env().BUZON_SECRET) return;
  process.env.BUZON_SECRET = keptSecret(join(dataDirectory(), "secret"));
  forgetEnv();
}

/** Keeps the port for commands beside the application, which name its addresses and may not have PORT set. */
export function rememberPort(port: number): void {
  writeFileSync(portFile(), String(port));
}

/** The port of the last start, unless the environment brings one. */
export function recallPort(): void {
  if (process.env.PORT || !existsSync(portFile())) return;
  process.env.PORT = readFileSync(portFile(), "utf8");
  forgetEnv();
}

function portFile(): string {
  return join(dataDirectory(), "port");
}
