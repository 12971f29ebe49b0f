import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { errorCode } from "#lib/error-code.ts";

/**
 * The random text kept in a file that only its owner can read; made at the first call. 32 bytes, safe in a URL. The
 * file appears complete or not at all, and two processes that make it at once agree on one.
 */
export function keptSecret(path: string): string {
  if (!statSync(path, { throwIfNoEntry: false })) make(path);
  const secret = readFileSync(path, "utf8").trim();
  if (secret.length < 32) throw new Error(`${path} should hold a secret of at least 32 characters and does not`);
  return secret;
}

function make(path: string): void {
  const draft = `${path}.${process.pid}`;
  const file = openSync(draft, "w", 0o600);
  writeSync(file, `${randomBytes(32).toString("base64url")}\n`);
  fsyncSync(file);
  closeSync(file);
  try {
    linkSync(draft, path);
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
  } finally {
    rmSync(draft);
  }
}
