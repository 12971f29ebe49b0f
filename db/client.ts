import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "#db/schema.ts";
import { env } from "#lib/env.ts";

export type Database = PostgresJsDatabase<typeof schema>;
/** A database or an open transaction: what most functions work on. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

export type PoolOptions = {
  max: number;
  name: string;
  statementTimeoutMs?: number;
  /**
   * The driver asks for array types in a query of its own, and nobody can catch what it throws when the connection is
   * cut then. Without it the driver 3.4.9 hangs in a transaction that is the first thing on a connection.
   */
  fetchTypes?: boolean;
};

/**
 * Opens a pool of its own. Pages, worker and intake each have one, so that none can starve another
 * (docs/decisions/0003-one-process-three-pools.md).
 */
export function openPool({ max, name, statementTimeoutMs = 8_000, fetchTypes = true }: PoolOptions): postgres.Sql {
  const pool = postgres(databaseUrl(), {
    max,
    connect_timeout: 5,
    // The driver's own pauses grow to 20 s, so that a database that is back would go on being called away.
    backoff: () => RECONNECT_SECONDS,
    fetch_types: fetchTypes,
    idle_timeout: 60,
    max_lifetime: 30 * 60,
    onnotice: () => {},
    connection: {
      application_name: `buzon ${name}`,
      statement_timeout: statementTimeoutMs,
      lock_timeout: 3_000,
      idle_in_transaction_session_timeout: 15_000,
      // Lists and counts of many leads look expensive to the planner and last milliseconds, less than compiling them takes.
      jit: "off",
      // Disks are no longer turned to be read; with the default of 4 few leads among a million are looked for by reading all.
      random_page_cost: 1.1,
      // A bitmap of a hundred thousand pages; with the default of 4 MB it forgets which rows it meant.
      work_mem: "16MB",
    },
  });
  pools.add(pool);
  return pool;
}

const pools = new Set<postgres.Sql>();

const POOL_SIZE = 8;
const RECONNECT_SECONDS = 0.2;

let pool: postgres.Sql | undefined;
let opened: Database | undefined;

/** The pool behind `db`, for what drizzle does not offer: cursors, LISTEN. */
export function sqlPool(): postgres.Sql {
  pool ??= openPool({ max: POOL_SIZE, name: "app" });
  return pool;
}

function open(): Database {
  opened ??= drizzle(sqlPool(), { schema });
  return opened;
}

/** The database of this process. Connects on first use, because modules are also loaded where there is none (the build). */
export const db: Database = new Proxy({} as Database, {
  get: (_, property) => {
    const target = open();
    const value = Reflect.get(target, property);
    return typeof value === "function" ? value.bind(target) : value;
  },
});

/** Cuts the pool's connections without waiting for what runs on them: for those that no longer answer. */
export async function abandonPool(pool: postgres.Sql): Promise<void> {
  pools.delete(pool);
  await pool.end({ timeout: 0 });
}

/** Ends every pool of this process; queries that run get five seconds. */
export async function closeDatabase(): Promise<void> {
  await Promise.all([...pools].map((each) => each.end({ timeout: 5 })));
  pools.clear();
  pool = undefined;
  opened = undefined;
}

function databaseUrl(): string {
  const url = env().DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set; start Buzón with npm start, which sets it");
  return url;
}
