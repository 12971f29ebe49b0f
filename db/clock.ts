import { type SQL, sql } from "drizzle-orm";

/** The time that decides what is due: the database's, because clocks of workers differ. Tests pass theirs. */
export function databaseClock(now?: Date): SQL<Date> {
  // The statement's time and not the clock's, so that all rows of one statement get the same.
  return now ? sql`${now.toISOString()}::timestamptz` : sql`statement_timestamp()`;
}

export function later(clock: SQL<Date>, waitMs: number): SQL<Date> {
  return sql`${clock} + ${waitMs} * interval '1 millisecond'`;
}
