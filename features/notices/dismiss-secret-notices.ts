import { and, eq, inArray, isNull, ne, type SQL } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { notices } from "#db/schema.ts";

/** Warnings about a destination's secret that no longer hold; `but` is the id of the one that does. */
export async function dismissSecretNotices(
  tx: Transaction,
  { workspaceId, id }: { workspaceId: string; id: string },
  clock: SQL<Date>,
  but?: string,
): Promise<void> {
  await tx
    .update(notices)
    .set({ dismissedAt: clock })
    .where(
      and(
        eq(notices.workspaceId, workspaceId),
        eq(notices.destinationId, id),
        inArray(notices.kind, ["secret_expiring", "secret_expired"]),
        isNull(notices.dismissedAt),
        but === undefined ? undefined : ne(notices.id, but),
      ),
    );
}
