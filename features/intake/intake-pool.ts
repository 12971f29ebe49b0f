import type postgres from "postgres";
import { abandonPool, openPool } from "#db/client.ts";
import { DeadlineError, withDeadline } from "#lib/deadline.ts";

const POOL_SIZE = 4;

let pool: postgres.Sql | undefined;

/**
 * Asks the database on connections that only the endpoint uses, so that no page, export or worker can take them away.
 * After a question that got no answer in time the next one gets new connections: one whose other end is gone without a
 * word would otherwise be used until the system gives it up, after many minutes.
 */
export async function askForIntake<T>(
  ask: (sql: postgres.Sql) => Promise<T>,
  timeoutMs: number,
  what: string,
): Promise<T> {
  pool ??= openPool({ max: POOL_SIZE, name: "intake", fetchTypes: false });
  const asked = pool;
  try {
    return await withDeadline(ask(asked), timeoutMs, what);
  } catch (error) {
    if (error instanceof DeadlineError && pool === asked) {
      pool = undefined;
      void abandonPool(asked);
    }
    throw error;
  }
}
