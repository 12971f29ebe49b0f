import { and, count, desc, eq, gte, max, ne, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { attempts, deliveries, destinations } from "#db/schema.ts";
import { DAYS_SHOWN } from "#features/destinations/delivery-days.ts";
import type { DestinationRow } from "#features/destinations/destination-row.ts";
import { selectDestinations, toRows } from "#features/destinations/destination-rows.ts";
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
  const [[row], recentProblems] = await Promise.all([
    toRows(session, [stored], now),
    listRecentProblems(session, destinationId, now),
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
  };
}

const PROBLEM_LIMIT = 10;

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
    .innerJoin(
      deliveries,
      and(eq(deliveries.workspaceId, attempts.workspaceId), eq(deliveries.id, attempts.deliveryId)),
    )
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
