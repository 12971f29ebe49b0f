import type { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import postgres from "postgres";
import { log } from "#lib/log.ts";

/** A reader that has not asked for more in this time is gone; what it was reading is let go. */
const IDLE_LIMIT_MS = 5 * 60_000;

/**
 * What a query finds, as the bytes of Postgres's binary COPY format (copied-rows.ts reads them): all from one snapshot,
 * and no faster than they are asked for. Holds one connection of `pool` until the end, or until the reader stops, which
 * ends the query by way of `other`, a pool that has connections left.
 *
 * COPY and not a cursor, because the driver makes objects of what a cursor gives, which takes longer than everything
 * else (docs/decisions/0013-exports-and-the-api.md). It is one statement from the first row to the last, so `pool` must
 * set it no time limit.
 */
export async function* copyRows(
  pool: postgres.Sql,
  other: postgres.Sql,
  query: string,
  idleLimitMs = IDLE_LIMIT_MS,
): AsyncGenerator<Buffer, void, void> {
  const connection = await pool.reserve();
  let failure: unknown;
  try {
    const { copy, pid } = await begin(connection, query).catch((error) => {
      failure = error;
      throw error;
    });
    const ended = finished(copy).catch((error) => {
      failure = error;
    });
    // A backend that waits for its reader hears of nothing but its end.
    const letGo = () => {
      other`select pg_terminate_backend(${pid})`.catch((err) => log.error({ err }, "a COPY that nobody reads goes on"));
    };
    try {
      for await (const chunk of copy.iterator({ destroyOnReturn: false })) {
        const timer = setTimeout(letGo, idleLimitMs);
        try {
          yield chunk;
        } finally {
          clearTimeout(timer);
        }
      }
    } finally {
      // The driver stops reading for ever where its stream is destroyed, so what nobody wants any more has to flow away.
      if (!copy.readableEnded && !copy.destroyed) {
        await other`select pg_cancel_backend(${pid})`;
        copy.resume();
      }
      await ended;
      // It pauses the socket when its stream is full, and nobody would wake it up again where that was the last row:
      // every later query on this connection would wait for ever. Asking its stream for more wakes it.
      if (!isConnectionLost(failure)) copy._read(0);
    }
  } finally {
    // The driver knows by itself when it has lost one, and would take it for an open one again.
    if (!isConnectionLost(failure)) connection.release();
  }
}

async function begin(connection: postgres.ReservedSql, query: string): Promise<{ copy: Readable; pid: number | null }> {
  const [backend] = await connection<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const copy = await connection.unsafe(`copy (${query}) to stdout (format binary)`).readable();
  return { copy, pid: backend?.pid ?? null };
}

function isConnectionLost(failure: unknown): boolean {
  if (failure === undefined) return false;
  return !(failure instanceof postgres.PostgresError) || failure.severity === "FATAL";
}
