import { and, eq, isNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { db } from "#db/client.ts";
import { apiKeys, auditEvents } from "#db/schema.ts";
import type { Session } from "#features/people/session.ts";

/** Ends a key at once; one that does not work any more stays as it is. */
export async function revokeApiKey(
  { workspaceId, userId }: Pick<Session, "workspaceId" | "userId">,
  id: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [revoked] = await tx
      .update(apiKeys)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(apiKeys.workspaceId, workspaceId), eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
      .returning({ name: apiKeys.name });
    if (!revoked) return;
    const details = { apiKeyId: id, name: revoked.name };
    await tx.insert(auditEvents).values({ workspaceId, id: v7(), userId, action: "api_key.revoked", details });
  });
}
