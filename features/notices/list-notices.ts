import { and, desc, eq, gt, isNull, ne, or, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { databaseClock } from "#db/clock.ts";
import { destinations, notices } from "#db/schema.ts";
import type { NoticeKind } from "#features/notices/add-notice.ts";
import type { Session } from "#features/people/session.ts";

export type ShownNotice = {
  id: string;
  kind: NoticeKind;
  destinationId: string;
  destinationName: string;
  createdAt: Date;
  /** yyyy-mm-dd, of secrets. */
  expiresOn: string | null;
};

const LIMIT = 20;

/** What nobody has seen to yet, the most pressing first. Good news is only told for a day. */
export function listNotices({ workspaceId }: Pick<Session, "workspaceId">, now?: Date): Promise<ShownNotice[]> {
  return db
    .select({
      id: notices.id,
      kind: notices.kind,
      destinationId: destinations.id,
      destinationName: destinations.name,
      createdAt: notices.createdAt,
      expiresOn: sql<string | null>`${notices.details}->>'expiresOn'`,
    })
    .from(notices)
    .innerJoin(
      destinations,
      and(eq(destinations.workspaceId, notices.workspaceId), eq(destinations.id, notices.destinationId)),
    )
    .where(
      and(
        eq(notices.workspaceId, workspaceId),
        isNull(notices.dismissedAt),
        or(ne(notices.kind, "recovered"), gt(notices.createdAt, sql`${databaseClock(now)} - interval '1 day'`)),
      ),
    )
    .orderBy(
      sql`array_position(array['broken', 'secret_expired', 'secret_expiring', 'recovered'], ${notices.kind}::text)`,
      desc(notices.createdAt),
    )
    .limit(LIMIT);
}

/** Whether something is wrong with a destination that nobody has seen to. */
export async function hasWarnings(session: Pick<Session, "workspaceId">): Promise<boolean> {
  return (await listNotices(session)).some(({ kind }) => kind !== "recovered");
}
