import { eq, sql } from "drizzle-orm";
import { v5 } from "uuid";
import { db } from "#db/client.ts";
import { databaseClock } from "#db/clock.ts";
import { destinations, notices, workspaces } from "#db/schema.ts";
import { dismissSecretNotices } from "#features/notices/dismiss-secret-notices.ts";

/** Days before its end at which people are told of a secret, once each. */
const WARNING_DAYS = [1, 7, 30];

/** Any worker may find the same: the notice's id is made from what it says, so that it is written once. */
export async function noteSecretExpiry(now?: Date): Promise<number> {
  const ending = await listEnding(now);
  const added = await Promise.all(ending.map((secret) => note(secret, now)));
  return added.filter(Boolean).length;
}

type EndingSecret = Awaited<ReturnType<typeof listEnding>>[number];

function listEnding(now: Date | undefined) {
  const today = sql`(${databaseClock(now)} at time zone ${workspaces.timeZone})::date`;
  const daysLeft = sql<number>`${destinations.credentialsExpireOn} - ${today}`;
  return db
    .select({
      workspaceId: destinations.workspaceId,
      destinationId: destinations.id,
      expiresOn: sql<string>`${destinations.credentialsExpireOn}::text`,
      daysLeft,
    })
    .from(destinations)
    .innerJoin(workspaces, eq(workspaces.id, destinations.workspaceId))
    .where(sql`${daysLeft} <= ${Math.max(...WARNING_DAYS)}`)
    .limit(LIMIT);
}

const LIMIT = 1_000;

/** A secret that is noted late is told of once, not once for each day that has passed. */
async function note({ workspaceId, destinationId, expiresOn, daysLeft }: EndingSecret, now: Date | undefined) {
  const stage = daysLeft <= 0 ? 0 : WARNING_DAYS.find((days) => daysLeft <= days);
  const id = v5(`${expiresOn} ${stage}`, destinationId);
  const clock = databaseClock(now);
  return db.transaction(async (tx) => {
    const added = await tx
      .insert(notices)
      .values({
        workspaceId,
        id,
        destinationId,
        kind: stage === 0 ? "secret_expired" : "secret_expiring",
        details: { expiresOn },
        createdAt: clock,
      })
      .onConflictDoNothing()
      .returning({ id: notices.id });
    if (added.length === 0) return false;
    await dismissSecretNotices(tx, { workspaceId, id: destinationId }, clock, id);
    return true;
  });
}
