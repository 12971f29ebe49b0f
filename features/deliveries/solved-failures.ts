import { and, desc, eq, gte, inArray, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db } from "#db/client.ts";
import { attempts, deliveries, destinations } from "#db/schema.ts";
import { isDestinationOf } from "#features/deliveries/delivery-columns.ts";
import type { Session } from "#features/people/session.ts";

export type SolvedCause = {
  destinationId: string;
  destinationName: string;
  connector: string;
  code: string;
  /** Of the newest of them. */
  message: string;
  /** How many leads. */
  count: number;
  lastAt: Date;
};

const LIMIT = 20;

/**
 * Causes that leads failed for since then, and that were solved: a person sent them again, and they are delivered. By
 * destination and code, the latest first.
 */
export async function listSolvedFailures(
  session: Pick<Session, "workspaceId">,
  since: Date,
  destinationId?: string,
): Promise<SolvedCause[]> {
  const again = alias(attempts, "again");
  return db
    .select({
      destinationId: destinations.id,
      destinationName: destinations.name,
      connector: destinations.connector,
      code: sql<string>`${attempts.code}`,
      message: sql<string>`coalesce((array_agg(${attempts.message} order by ${attempts.startedAt} desc))[1], '')`,
      count: sql<number>`count(distinct ${deliveries.id})`.mapWith(Number),
      lastAt: sql<Date>`max(${deliveries.deliveredAt})`.mapWith(deliveries.updatedAt),
    })
    .from(attempts)
    .innerJoin(
      again,
      and(
        eq(again.workspaceId, attempts.workspaceId),
        eq(again.deliveryId, attempts.deliveryId),
        eq(again.number, sql`${attempts.number} + 1`),
        inArray(again.trigger, ["replay", "bulk"]),
      ),
    )
    .innerJoin(
      deliveries,
      and(
        eq(deliveries.workspaceId, attempts.workspaceId),
        eq(deliveries.id, attempts.deliveryId),
        eq(deliveries.state, "delivered"),
      ),
    )
    .innerJoin(destinations, isDestinationOf)
    .where(
      and(
        eq(attempts.workspaceId, session.workspaceId),
        ne(attempts.outcome, "delivered"),
        gte(attempts.startedAt, since),
        destinationId ? eq(deliveries.destinationId, destinationId) : undefined,
      ),
    )
    .groupBy(destinations.workspaceId, destinations.id, attempts.code)
    .orderBy(desc(sql`max(${deliveries.deliveredAt})`))
    .limit(LIMIT);
}
