import { and, eq } from "drizzle-orm";
import { v7 } from "uuid";
import { db } from "#db/client.ts";
import { databaseClock } from "#db/clock.ts";
import { auditEvents, destinations } from "#db/schema.ts";
import { dismissSecretNotices } from "#features/notices/dismiss-secret-notices.ts";
import type { Session } from "#features/people/session.ts";

export type SetSecretExpiryResult = { ok: true } | { ok: false; code: "forbidden" | "not_found" };

/** Notes the day (yyyy-mm-dd) a destination's secret stops working, or that nobody counts it; old warnings go. */
export async function setSecretExpiry(
  session: Session,
  destinationId: string,
  expiresOn: string | null,
): Promise<SetSecretExpiryResult> {
  if (session.role !== "admin") return { ok: false, code: "forbidden" };
  const { workspaceId, userId } = session;
  return db.transaction(async (tx): Promise<SetSecretExpiryResult> => {
    const changed = await tx
      .update(destinations)
      .set({ credentialsExpireOn: expiresOn })
      .where(and(eq(destinations.workspaceId, workspaceId), eq(destinations.id, destinationId)))
      .returning({ id: destinations.id });
    if (changed.length === 0) return { ok: false, code: "not_found" };
    await dismissSecretNotices(tx, { workspaceId, id: destinationId }, databaseClock());
    const details = { destinationId, expiresOn };
    await tx
      .insert(auditEvents)
      .values({ workspaceId, id: v7(), userId, action: "destination.secret_expiry_noted", details });
    return { ok: true };
  });
}
