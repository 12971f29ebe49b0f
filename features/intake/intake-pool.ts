import type postgres from "postgres";
import { abandonPool, openPool } from "#db/client.ts";

const POOL_SIZE = 4;

let pool: postgres.Sql | undefined;

/** Connections that only the endpoint uses, so that no page, export or worker can take them away from it. */
export function intakePool(): postgres.Sql {
  pool ??= openPool({ max: POOL_SIZE, name: "intake", fetchTypes: false });
  return pool;
}

/**
 * Starts over with new connections after one of them did not answer in time: a connection whose other end is gone
 * without a word would otherwise go on being used until the system gives it up, after many minutes.
 */
export function replaceIntakePool(silent: postgres.Sql): void {
  if (pool === silent) pool = undefined;
  void abandonPool(silent);
}
