import { asc, eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Connector } from "#connectors/connector.ts";
import { getConnector } from "#connectors/registry.ts";
import { db } from "#db/client.ts";
import { databaseClock } from "#db/clock.ts";
import { deliveries, destinations } from "#db/schema.ts";
import { isDestinationOf } from "#features/deliveries/delivery-columns.ts";
import {
  EXCLUSIONS,
  type Exclusion,
  isInReplayScope,
  type ReplayScope,
  replayVerdict,
  SEND,
} from "#features/deliveries/replay-scope.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import type { Session } from "#features/people/session.ts";

export type ReplayPlan = {
  /** Of the replay, once it is started: a plan starts one replay, however often that is pressed. */
  replayId: string;
  /** What changes after this stays out. */
  plannedAt: Date;
  total: number;
  destinations: {
    id: string;
    name: string;
    connector: string;
    identity: Connector["identity"];
    count: number;
    /** How many of them it has already. */
    delivered: number;
  }[];
  excluded: { why: Exclusion; count: number }[];
};

export type PlanResult = { ok: true; plan: ReplayPlan } | { ok: false; code: "forbidden" };

/** Says what a bulk replay would send, and what it would leave out and why. Changes nothing. */
export async function planReplay(session: Session, scope: ReplayScope, now?: Date): Promise<PlanResult> {
  if (!mayChangeForwarding(session)) return { ok: false, code: "forbidden" };
  // Rounded up to the milliseconds of a Date, or what changed in this one would be left out.
  const plannedAt = sql<Date>`date_trunc('milliseconds', ${databaseClock(now)} + interval '999 microseconds')`;
  const verdict = replayVerdict(scope);
  const found = await db
    .select({
      id: destinations.id,
      name: destinations.name,
      connector: destinations.connector,
      verdict: verdict.as("verdict"),
      count: sql<number>`count(*)`.mapWith(Number),
      delivered: sql<number>`count(*) filter (where ${eq(deliveries.state, "delivered")})`.mapWith(Number),
      plannedAt: sql<Date>`max(${plannedAt})`.mapWith(deliveries.updatedAt),
    })
    .from(deliveries)
    .innerJoin(destinations, isDestinationOf)
    .where(isInReplayScope(session.workspaceId, scope, plannedAt))
    .groupBy(destinations.workspaceId, destinations.id, sql`verdict`)
    .orderBy(asc(destinations.name), asc(destinations.id));

  const sent = found.filter(({ verdict }) => verdict === SEND);
  return {
    ok: true,
    plan: {
      replayId: v7(),
      plannedAt: found[0]?.plannedAt ?? now ?? new Date(),
      total: sum(sent),
      destinations: sent.map(({ id, name, connector, count, delivered }) => ({
        id,
        name,
        connector,
        identity: getConnector(connector)?.identity ?? "none",
        count,
        delivered,
      })),
      excluded: EXCLUSIONS.map((why) => ({ why, count: sum(found.filter(({ verdict }) => verdict === why)) })).filter(
        ({ count }) => count > 0,
      ),
    },
  };
}

function sum(rows: { count: number }[]): number {
  return rows.reduce((total, { count }) => total + count, 0);
}
