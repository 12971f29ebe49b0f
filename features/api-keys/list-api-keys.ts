import { and, desc, eq, isNull } from "drizzle-orm";
import { db } from "#db/client.ts";
import { apiKeys, users } from "#db/schema.ts";
import { MAX_API_KEYS } from "#features/api-keys/create-api-key.ts";
import type { Session } from "#features/people/session.ts";

export type ApiKey = Awaited<ReturnType<typeof listApiKeys>>[number];

/** The keys that work, the newest first. */
export function listApiKeys({ workspaceId }: Pick<Session, "workspaceId">) {
  return db
    .select({
      id: apiKeys.id,
      name: apiKeys.name,
      keyTail: apiKeys.keyTail,
      createdBy: users.name,
      createdAt: apiKeys.createdAt,
      lastUsedAt: apiKeys.lastUsedAt,
    })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.createdBy))
    .where(and(eq(apiKeys.workspaceId, workspaceId), isNull(apiKeys.revokedAt)))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
    .limit(MAX_API_KEYS);
}
