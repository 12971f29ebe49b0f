import { and, eq, gte, inArray, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { db } from "#db/client.ts";
import { deliveries, type deliveryState } from "#db/schema.ts";

/** `day` as YYYY-MM-DD in the reader's time zone. */
export type DayCount = { day: string; delivered: number; failed: number };

export const DAYS_SHOWN = 14;

/** By destination: what was delivered and what failed on each of the last 14 days, oldest first. */
export async function deliveryDays(
  { workspaceId, timeZone }: { workspaceId: string; timeZone: string },
  destinationIds: string[],
  now: Date,
): Promise<Map<string, DayCount[]>> {
  const days = lastDays(timeZone, now);
  const [first = ""] = days;
  const since = sql<Date>`${first}::timestamp at time zone ${timeZone}`;
  const [delivered, failed] = await Promise.all([
    countPerDay("delivered", deliveries.deliveredAt),
    countPerDay("failed", deliveries.updatedAt),
  ]);
  return new Map(
    destinationIds.map((id) => [
      id,
      days.map((day) => ({ day, delivered: delivered.get(id + day) ?? 0, failed: failed.get(id + day) ?? 0 })),
    ]),
  );

  async function countPerDay(state: State, time: PgColumn): Promise<Map<string, number>> {
    const day = sql<string>`to_char(${time} at time zone ${timeZone}, 'YYYY-MM-DD')`;
    const rows = await db
      .select({ destinationId: deliveries.destinationId, day, count: sql<number>`count(*)`.mapWith(Number) })
      .from(deliveries)
      .where(
        and(
          eq(deliveries.workspaceId, workspaceId),
          inArray(deliveries.destinationId, destinationIds),
          eq(deliveries.state, state),
          gte(time, since),
        ),
      )
      .groupBy(deliveries.destinationId, sql`2`);
    return new Map(rows.map((row) => [row.destinationId + row.day, row.count]));
  }
}

type State = (typeof deliveryState.enumValues)[number];

/** Counted in days of the calendar, because days of 23 and 25 hours exist. */
function lastDays(timeZone: string, now: Date): string[] {
  const today = new Date(`${new Intl.DateTimeFormat("en-CA", { timeZone }).format(now)}T00:00:00Z`);
  return Array.from({ length: DAYS_SHOWN }, (_, index) => {
    const day = new Date(today);
    day.setUTCDate(day.getUTCDate() - (DAYS_SHOWN - 1 - index));
    return day.toISOString().slice(0, 10);
  });
}
