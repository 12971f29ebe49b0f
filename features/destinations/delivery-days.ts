import { and, eq, gt, gte, inArray, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { db } from "#db/client.ts";
import { deliveries, type deliveryState } from "#db/schema.ts";
import { WAITING_STATES } from "#features/deliveries/delivery-conditions.ts";

/**
 * `day` as YYYY-MM-DD in the reader's time zone. `retried` of the delivered needed more than one try; `waiting` came on
 * that day and is still on its way.
 */
export type DayCount = { day: string; delivered: number; retried: number; failed: number; waiting: number };

export const DAYS_SHOWN = 14;

/** By destination: what became of leads on each of the last 14 days, oldest first. */
export async function deliveryDays(
  { workspaceId, timeZone }: { workspaceId: string; timeZone: string },
  destinationIds: string[],
  now: Date,
): Promise<Map<string, DayCount[]>> {
  const days = lastDays(timeZone, now);
  const [first = ""] = days;
  const since = sql<Date>`${first}::timestamp at time zone ${timeZone}`;
  const [delivered, retried, failed, waiting] = await Promise.all([
    countPerDay(["delivered"], deliveries.deliveredAt),
    countPerDay(["delivered"], deliveries.deliveredAt, gt(deliveries.attemptCount, 1)),
    countPerDay(["failed"], deliveries.updatedAt),
    countPerDay([...WAITING_STATES], deliveries.createdAt),
  ]);
  const countOf = (counts: Map<string, number>, id: string, day: string) => counts.get(id + day) ?? 0;
  return new Map(
    destinationIds.map((id) => [
      id,
      days.map((day) => ({
        day,
        delivered: countOf(delivered, id, day),
        retried: countOf(retried, id, day),
        failed: countOf(failed, id, day),
        waiting: countOf(waiting, id, day),
      })),
    ]),
  );

  async function countPerDay(states: State[], time: PgColumn, where?: SQL): Promise<Map<string, number>> {
    const day = sql<string>`to_char(${time} at time zone ${timeZone}, 'YYYY-MM-DD')`;
    const rows = await db
      .select({ destinationId: deliveries.destinationId, day, count: sql<number>`count(*)`.mapWith(Number) })
      .from(deliveries)
      .where(
        and(
          eq(deliveries.workspaceId, workspaceId),
          inArray(deliveries.destinationId, destinationIds),
          inArray(deliveries.state, states),
          gte(time, since),
          where,
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
