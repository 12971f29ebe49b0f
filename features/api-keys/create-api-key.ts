import { and, count, eq, isNull } from "drizzle-orm";
import { v7 } from "uuid";
import { z } from "zod";
import { db } from "#db/client.ts";
import { apiKeys, auditEvents } from "#db/schema.ts";
import type { Session } from "#features/people/session.ts";
import { randomToken, sha256 } from "#lib/crypto.ts";

/** In front of every key, so that people and programs that look for leaked secrets know what they have found. */
export const API_KEY_PREFIX = "bz_";

export const MAX_NAME_LENGTH = 80;
/** A workspace's keys that work; more are a sign that nobody clears up. */
export const MAX_API_KEYS = 100;

const keyName = z.string().trim().min(1).max(MAX_NAME_LENGTH);

export type CreateApiKeyResult =
  /** The only time the key is known to anybody but its holder. */
  { ok: true; id: string; key: string } | { ok: false; code: "name_missing" | "too_many" };

/** Makes a key that reads this workspace's leads. Only its hash is kept. */
export async function createApiKey(
  { workspaceId, userId }: Pick<Session, "workspaceId" | "userId">,
  name: string,
): Promise<CreateApiKeyResult> {
  const read = keyName.safeParse(name);
  if (!read.success) return { ok: false, code: "name_missing" };

  const key = API_KEY_PREFIX + randomToken();
  const id = v7();
  return db.transaction(async (tx) => {
    const [working] = await tx
      .select({ keys: count() })
      .from(apiKeys)
      .where(and(eq(apiKeys.workspaceId, workspaceId), isNull(apiKeys.revokedAt)));
    if ((working?.keys ?? 0) >= MAX_API_KEYS) return { ok: false, code: "too_many" };

    const kept = { name: read.data, keyHash: sha256(key), keyTail: key.slice(-4), createdBy: userId };
    await tx.insert(apiKeys).values({ workspaceId, id, ...kept });
    const details = { apiKeyId: id, name: read.data };
    await tx.insert(auditEvents).values({ workspaceId, id: v7(), userId, action: "api_key.created", details });
    return { ok: true, id, key };
  });
}
