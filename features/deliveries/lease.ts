import { and, eq, type SQL, sql } from "drizzle-orm";
import { later } from "#db/clock.ts";
import { deliveries } from "#db/schema.ts";
import { scaledMs } from "#lib/scaled-ms.ts";

/**
 * A delivery in a worker's hands. The token fences: a worker that was stopped for longer than its lease finds another
 * token and can write nothing any more.
 */
export type Lease = {
  workspaceId: string;
  id: string;
  leaseToken: string;
  /** The one lead that is tried at a destination on hold. */
  isProbe?: boolean;
};

/** The delivery, as long as this lease is the newest one on it. */
export function heldBy(lease: Lease) {
  return and(
    eq(deliveries.workspaceId, lease.workspaceId),
    eq(deliveries.id, lease.id),
    eq(deliveries.leaseToken, lease.leaseToken),
    eq(deliveries.state, "sending"),
  );
}

/**
 * The lease outlives the slowest try by a margin; a crashed worker therefore delays a lead by at most a minute and
 * never loses it. Scaled tests still get enough for real calls.
 */
export function leaseMs(): number {
  return Math.max(5_000, Math.round(scaledMs(60_000)));
}

/** A try ends before its lease, so that nobody else starts the same one meanwhile. */
export function longestTryMs(): number {
  return leaseMs() * 0.75;
}

/** What claiming sets. The try counts from now on. */
export function claimedNow(clock: SQL<Date>): SQL {
  return sql`
    state = 'sending',
    lease_token = gen_random_uuid(),
    lease_until = ${later(clock, leaseMs())},
    attempt_count = attempt_count + 1,
    first_attempt_at = coalesce(first_attempt_at, ${clock}),
    updated_at = ${clock}`;
}

export function toLeases(rows: Iterable<{ workspace_id: string; id: string; lease_token: string }>): Lease[] {
  return Array.from(rows, (row) => ({ workspaceId: row.workspace_id, id: row.id, leaseToken: row.lease_token }));
}
