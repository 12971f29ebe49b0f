import { sql } from "drizzle-orm";
import { db, type Transaction } from "#db/client.ts";

const TIMEOUT_SECONDS = 30;

/**
 * For a statement that may count years of leads: with room to group them in memory, without the compiler that costs more
 * than it saves here, and with more time than the statements of other pages have.
 */
export function counting<Counts>(count: (tx: Transaction) => PromiseLike<Counts>): Promise<Counts> {
  return db.transaction(
    async (tx) => {
      await tx.execute(sql`select set_config('work_mem', '32MB', true), set_config('jit', 'off', true),
        set_config('statement_timeout', ${`${TIMEOUT_SECONDS}s`}, true)`);
      return count(tx);
    },
    { accessMode: "read only" },
  );
}
