import { and, eq, isNull, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { apiKeys, workspaces } from "#db/schema.ts";
import { API_KEY_PREFIX } from "#features/api-keys/create-api-key.ts";
import { sha256 } from "#lib/crypto.ts";

/**
 * Reads its workspace and nothing else. It has no person of its own: what a filter says of "me" is said of who made it,
 * and days are those of the workspace.
 */
export type KnownKey = { apiKeyId: string; workspaceId: string; userId: string; timeZone: string };

/** `last_used_at` is written at most this often, so that reading does not become writing. */
const TOUCH_AFTER_SECONDS = 60;

/** Whose key this is, or null where it is unknown or revoked. Asks the database every time: a revoked key ends at once. */
export async function findApiKey(key: string): Promise<KnownKey | null> {
  if (!key.startsWith(API_KEY_PREFIX)) return null;
  const isStale = sql<boolean>`coalesce(${apiKeys.lastUsedAt} < now() - make_interval(secs => ${TOUCH_AFTER_SECONDS}), true)`;
  const [found] = await db
    .select({
      apiKeyId: apiKeys.id,
      workspaceId: apiKeys.workspaceId,
      userId: apiKeys.createdBy,
      timeZone: workspaces.timeZone,
      isStale,
    })
    .from(apiKeys)
    .innerJoin(workspaces, eq(workspaces.id, apiKeys.workspaceId))
    .where(and(eq(apiKeys.keyHash, sha256(key)), isNull(apiKeys.revokedAt)));
  if (!found) return null;
  const { isStale: isDue, ...known } = found;
  if (isDue) {
    await db
      .update(apiKeys)
      .set({ lastUsedAt: sql`now()` })
      .where(and(eq(apiKeys.workspaceId, known.workspaceId), eq(apiKeys.id, known.apiKeyId)));
  }
  return known;
}
