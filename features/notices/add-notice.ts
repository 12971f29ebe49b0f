import { and, eq, isNull, type SQL } from "drizzle-orm";
import { v7 } from "uuid";
import type { Transaction } from "#db/client.ts";
import { type noticeKind, notices } from "#db/schema.ts";

export type NoticeKind = (typeof noticeKind.enumValues)[number];

/** What each kind of notice is about; read again by list-notices.ts and email-notices.ts. */
export type NewNotice = { workspaceId: string; destinationId: string; kind: NoticeKind; details?: NoticeDetails };

export type NoticeDetails = {
  /** Of `broken`: why. */
  cause?: string;
  code?: string;
  message?: string;
  /** Of `secret_expiring` and `secret_expired`: yyyy-mm-dd. */
  expiresOn?: string;
};

/** Tells the people who look after a destination, in the transaction in which it happened. */
export async function addNotice(
  tx: Transaction,
  { workspaceId, destinationId, kind, details = {} }: NewNotice,
  clock: SQL<Date>,
): Promise<void> {
  // That it is broken is no longer news once it is back.
  if (kind === "recovered") {
    await tx
      .update(notices)
      .set({ dismissedAt: clock })
      .where(
        and(
          eq(notices.workspaceId, workspaceId),
          eq(notices.destinationId, destinationId),
          eq(notices.kind, "broken"),
          isNull(notices.dismissedAt),
        ),
      );
  }
  await tx.insert(notices).values({ workspaceId, id: v7(), destinationId, kind, details, createdAt: clock });
}
