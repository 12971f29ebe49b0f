import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

/** Any number, the same in every version: instances that start together take turns. */
const MIGRATION_LOCK = 7_266_919;

const MIGRATIONS_FOLDER = new URL("./migrations", import.meta.url).pathname;

/** Brings the database to this version's schema. Safe to run from several instances at once. */
export async function migrateDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connection: { application_name: "buzon migrate" } });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrate(drizzle(sql), { migrationsFolder: MIGRATIONS_FOLDER });
  } finally {
    await sql.end({ timeout: 5 });
  }
}
