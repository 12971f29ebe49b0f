import { and, asc, count, eq, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "#db/client.ts";
import { databaseClock } from "#db/clock.ts";
import { deliveries, destinations, memberships, notices, users, workspaces } from "#db/schema.ts";
import { WAITING_STATES } from "#features/deliveries/delivery-conditions.ts";
import { noticeMail } from "#features/notices/notice-words.ts";
import { type Mail, type SendMailResult, sendMail } from "#features/notices/send-mail.ts";
import { isLocale } from "#i18n/locale.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { scaledMs } from "#lib/scaled-ms.ts";

/** Before each further try; they also keep other workers away from a notice that is being mailed. */
const WAITS_MINUTES = [5, 15, 60, 180, 360, 720];

/** Nobody wants to be told of yesterday. */
const LONGEST_AGE_HOURS = 24;

/**
 * Mails the oldest notice that nobody was told of yet to every admin of its workspace, each in their language. Tried
 * again for a day; who has got it does not get it again. False when there was nothing to do.
 */
export async function mailNotices({
  send = sendMail,
  now,
}: {
  send?: (mail: Mail) => Promise<SendMailResult>;
  now?: Date;
} = {}): Promise<boolean> {
  if (!mayMail()) return false;
  const claimed = await claimNotice(now);
  if (!claimed) return false;
  const notice = await readNotice(claimed);
  for (const admin of await listAdmins(claimed.workspaceId)) {
    if (claimed.sentTo.includes(admin.id)) continue;
    const locale = isLocale(admin.language) ? admin.language : "en";
    const result = await send({ to: [admin.email], ...noticeMail(notice, locale) });
    if (!result.ok) {
      log.warn({ noticeId: claimed.id, code: result.code }, "a notice could not be mailed yet");
      return true;
    }
    await noteSent(claimed, admin.id);
  }
  await db
    .update(notices)
    .set({ emailedAt: databaseClock(now) })
    .where(isNotice(claimed));
  return true;
}

export function mayMail(): boolean {
  const { SMTP_URL, SMTP_FROM } = env();
  return SMTP_URL !== undefined && SMTP_FROM !== undefined;
}

type Claimed = { workspaceId: string; id: string; sentTo: string[] };

async function claimNotice(now: Date | undefined): Promise<Claimed | null> {
  const clock = databaseClock(now);
  const waits = sql.join(
    WAITS_MINUTES.map((minutes) => sql`${scaledMs(minutes * 60_000)}::float8`),
    sql`, `,
  );
  const tries = sql`coalesce((details->'mail'->>'tries')::int, 0)`;
  const [row] = await db.execute<{ workspace_id: string; id: string; sent_to: unknown }>(sql`
    update notices
    set details = details || jsonb_build_object('mail', coalesce(details->'mail', '{}') || jsonb_build_object(
      'tries', ${tries} + 1,
      'dueAt', ${clock} + (array[${waits}])[least(${tries} + 1, ${WAITS_MINUTES.length}::int)] * interval '1 millisecond'
    ))
    where (workspace_id, id) = (
      select notice.workspace_id, notice.id
      from notices notice
      where notice.emailed_at is null
        and notice.created_at > ${clock} - ${LONGEST_AGE_HOURS} * interval '1 hour'
        and coalesce((notice.details->'mail'->>'dueAt')::timestamptz, notice.created_at) <= ${clock}
        and not exists (
          select from notices earlier
          where earlier.workspace_id = notice.workspace_id and earlier.destination_id = notice.destination_id
            and earlier.emailed_at is null and earlier.created_at < notice.created_at
            and earlier.created_at > ${clock} - ${LONGEST_AGE_HOURS} * interval '1 hour'
        )
      order by notice.created_at
      limit 1
      for update skip locked
    )
    returning workspace_id, id, details->'mail'->'sentTo' as sent_to
  `);
  return row ? { workspaceId: row.workspace_id, id: row.id, sentTo: userIds.parse(row.sent_to ?? []) } : null;
}

const userIds = z.array(z.string());

const noticeDetails = z.object({
  cause: z.string().optional(),
  code: z.string().optional(),
  message: z.string().optional(),
  expiresOn: z.string().optional(),
});

async function readNotice({ workspaceId, id }: Claimed) {
  const [notice] = await db
    .select({
      kind: notices.kind,
      details: notices.details,
      createdAt: notices.createdAt,
      destinationId: destinations.id,
      destinationName: destinations.name,
      timeZone: workspaces.timeZone,
    })
    .from(notices)
    .innerJoin(
      destinations,
      and(eq(destinations.workspaceId, notices.workspaceId), eq(destinations.id, notices.destinationId)),
    )
    .innerJoin(workspaces, eq(workspaces.id, notices.workspaceId))
    .where(isNotice({ workspaceId, id }));
  if (!notice) throw new Error("A notice is never deleted");
  const [waiting] = await db
    .select({ count: count() })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.workspaceId, workspaceId),
        eq(deliveries.destinationId, notice.destinationId),
        inArray(deliveries.state, WAITING_STATES),
      ),
    );
  return { ...notice, details: noticeDetails.parse(notice.details), waitingCount: waiting?.count ?? 0 };
}

const ADMIN_LIMIT = 100;

function listAdmins(workspaceId: string) {
  return db
    .select({ id: users.id, email: users.email, language: users.language })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.workspaceId, workspaceId), eq(memberships.role, "admin"), isNull(users.disabledAt)))
    .orderBy(asc(users.createdAt))
    .limit(ADMIN_LIMIT);
}

async function noteSent(notice: Claimed, userId: string): Promise<void> {
  await db
    .update(notices)
    .set({
      details: sql`jsonb_set(${notices.details}, '{mail,sentTo}',
        coalesce(${notices.details}->'mail'->'sentTo', '[]') || to_jsonb(${userId}::text))`,
    })
    .where(isNotice(notice));
}

function isNotice({ workspaceId, id }: { workspaceId: string; id: string }) {
  return and(eq(notices.workspaceId, workspaceId), eq(notices.id, id));
}
