import { sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { databaseClock } from "#db/clock.ts";

/**
 * Milliseconds until something becomes due by the passing of time alone, null when nothing does: a retry, the end of a
 * wait or of a gap, a lead to try at a destination on hold. What waits for a running try is not waited for here.
 */
export async function untilDue(now?: Date): Promise<number | null> {
  const clock = databaseClock(now);
  const [row] = await db.execute<{ wait_ms: number | null }>(sql`
    select (extract(epoch from min(due_at) - ${clock}) * 1000)::float8 as wait_ms
    from (
      select greatest(waiting.next_attempt_at, destinations.next_allowed_at, destinations.next_slot_at) as due_at
      from destinations
      cross join lateral (
        (select next_attempt_at from deliveries
          where destination_id = destinations.id and state = 'queued' and next_attempt_at <= ${clock}
          order by next_attempt_at limit 1)
        union all
        (select next_attempt_at from deliveries
          where destination_id = destinations.id and state = 'queued' and next_attempt_at > ${clock}
          order by next_attempt_at limit 1)
      ) waiting
      where destinations.state = 'active'
      union all
      select greatest(probe_at, next_allowed_at) from destinations where state = 'paused' and probe_at is not null
    ) times
    where due_at > ${clock}
  `);
  return row?.wait_ms ?? null;
}
