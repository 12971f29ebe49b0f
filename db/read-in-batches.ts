import type postgres from "postgres";
import { z } from "zod";

/** A reader that has not asked for more in this time is gone; what it was reading is let go. */
const IDLE_LIMIT = "5min";

const parameters = z.array(z.union([z.string(), z.number(), z.boolean(), z.date(), z.null()]));

/**
 * The rows of a query, a batch at a time and no faster than they are asked for, all from one snapshot. Holds one
 * connection of the pool until the end, or until the reader stops.
 *
 * A cursor of SQL's own and not the driver's, which is one statement from the first row to the last: a long download
 * would run into the time limit that every statement has.
 */
export async function* readInBatches(
  pool: postgres.Sql,
  query: { sql: string; params: unknown[] },
  batchRows: number,
): AsyncGenerator<Record<string, unknown>[], void, void> {
  const connection = await pool.reserve();
  try {
    await connection`begin isolation level repeatable read, read only`;
    await connection.unsafe(`set local idle_in_transaction_session_timeout = '${IDLE_LIMIT}'`);
    await connection.unsafe(`declare batches no scroll cursor for ${query.sql}`, parameters.parse(query.params));
    for (;;) {
      const rows = await connection.unsafe(`fetch ${batchRows} from batches`);
      if (rows.length === 0) return;
      yield rows;
    }
  } finally {
    try {
      await connection`rollback`;
    } finally {
      connection.release();
    }
  }
}
