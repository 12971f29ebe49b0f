import { and, asc, count, desc, eq, gte, isNull, max, ne, sql } from "drizzle-orm";
import { getConnector } from "#connectors/registry.ts";
import { db } from "#db/client.ts";
import { attempts, deliveries, destinations, memberships, users } from "#db/schema.ts";
import type { DestinationLimits } from "#features/deliveries/pace.ts";
import { DAYS_SHOWN } from "#features/destinations/delivery-days.ts";
import type { DestinationRow } from "#features/destinations/destination-row.ts";
import { selectDestinations, toRows } from "#features/destinations/destination-rows.ts";
import { mayMail } from "#features/notices/mail-notices.ts";
import type { Session } from "#features/people/session.ts";

export type DestinationDetail = DestinationRow & {
  createdAt: Date;
  /** Form values by key; credentials never leave the server. */
  settings: Record<string, string>;
  /** The last four characters of each stored credential, by key. */
  credentialTails: Record<string, string>;
  fieldCount: number;
  fieldsReadAt: Date | null;
  publishedAt: Date | null;
  publishedBy: string | null;
  recentProblems: RecentProblem[];
  limits: ShownLimits;
  /** The most tries within one minute of the last seven days. */
  busiestMinute: number;
  /** Who is told when something is wrong. */
  watchers: string[];
  /** They are told by e-mail too, because Buzón has a mail server. */
  isMailed: boolean;
};

/** An admin's own limits, null where there is none, beside those of the connector. */
export type ShownLimits = {
  perMinute: number | null;
  concurrency: number | null;
  connectorPerMinute: number | null;
  connectorConcurrency: number;
};

/** What went wrong in the last 14 days, by code. */
export type RecentProblem = { code: string; message: string; count: number; lastAt: Date };

/** One destination with all that may be shown of it, or null. */
export async function getDestination(
  session: Session,
  destinationId: string,
  now = new Date(),
): Promise<DestinationDetail | null> {
  const [stored] = await selectDestinations(session, eq(destinations.id, destinationId));
  if (!stored) return null;
  const [[row], recentProblems, busiestMinute, watchers] = await Promise.all([
    toRows(session, [stored], now),
    listRecentProblems(session, destinationId, now),
    findBusiestMinute(session, destinationId, now),
    listWatchers(session),
  ]);
  if (!row) throw new Error("Every stored destination becomes one row");
  const { createdAt, credentialTails, fieldCount, fieldsReadAt, publishedAt, publishedBy } = stored;
  const settings = Object.fromEntries(Object.entries(stored.settings).map(([key, value]) => [key, String(value)]));
  return {
    ...row,
    createdAt,
    settings,
    credentialTails,
    fieldCount,
    fieldsReadAt,
    publishedAt,
    publishedBy,
    recentProblems,
    limits: shownLimits(stored.connector, stored.limits),
    busiestMinute,
    watchers,
    isMailed: mayMail(),
  };
}

function shownLimits(type: string, own: DestinationLimits): ShownLimits {
  const limits = getConnector(type)?.limits;
  return {
    perMinute: own.perMinute ?? null,
    concurrency: own.concurrency ?? null,
    connectorPerMinute: limits?.perMinute ?? null,
    connectorConcurrency: limits?.concurrency ?? 1,
  };
}

const PROBLEM_LIMIT = 10;

const isDeliveryOf = and(eq(deliveries.workspaceId, attempts.workspaceId), eq(deliveries.id, attempts.deliveryId));

/** Newest first. */
async function listRecentProblems(
  { workspaceId }: Session,
  destinationId: string,
  now: Date,
): Promise<RecentProblem[]> {
  const since = new Date(now.getTime() - DAYS_SHOWN * 24 * 3600 * 1000);
  const lastAt = max(attempts.startedAt);
  const rows = await db
    .select({
      code: sql<string>`coalesce(${attempts.code}, '')`,
      message: sql<string>`coalesce((array_agg(${attempts.message} order by ${attempts.startedAt} desc))[1], '')`,
      count: count(),
      lastAt,
    })
    .from(attempts)
    .innerJoin(deliveries, isDeliveryOf)
    .where(
      and(
        eq(attempts.workspaceId, workspaceId),
        gte(attempts.startedAt, since),
        ne(attempts.outcome, "delivered"),
        eq(deliveries.destinationId, destinationId),
      ),
    )
    .groupBy(attempts.code)
    .orderBy(desc(lastAt))
    .limit(PROBLEM_LIMIT);
  return rows.map((row) => ({ ...row, lastAt: row.lastAt ?? now }));
}

const WEEK_MS = 7 * 24 * 3600 * 1000;

async function findBusiestMinute({ workspaceId }: Session, destinationId: string, now: Date): Promise<number> {
  const perMinute = db
    .select({ tries: count().as("tries") })
    .from(attempts)
    .innerJoin(deliveries, isDeliveryOf)
    .where(
      and(
        eq(deliveries.workspaceId, workspaceId),
        eq(deliveries.destinationId, destinationId),
        gte(deliveries.updatedAt, new Date(now.getTime() - WEEK_MS)),
        gte(attempts.startedAt, new Date(now.getTime() - WEEK_MS)),
      ),
    )
    .groupBy(sql`date_trunc('minute', ${attempts.startedAt})`)
    .as("per_minute");
  const [busiest] = await db.select({ tries: max(perMinute.tries) }).from(perMinute);
  return Number(busiest?.tries ?? 0);
}

const WATCHER_LIMIT = 20;

async function listWatchers({ workspaceId }: Session): Promise<string[]> {
  const admins = await db
    .select({ name: users.name })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.workspaceId, workspaceId), eq(memberships.role, "admin"), isNull(users.disabledAt)))
    .orderBy(asc(users.name))
    .limit(WATCHER_LIMIT);
  return admins.map(({ name }) => name);
}
